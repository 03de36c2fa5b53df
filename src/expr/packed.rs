//! How expressions are written into compiled files and read from them.
//!
//! Places in the text (`At`) are left out, since the text is, too: an error in a compiled form says what, not where.

use super::ast::{At, Axis, Call, Chain, Expr, Op, Path, Reference, Start, Step, Test};
use super::functions;
use crate::packed::{Packed, Reader, Writer, packed};

/// The largest number that is written as a whole one.
const WHOLE: f64 = 9_007_199_254_740_992.0;

impl Packed for Expr {
    fn pack(&self, out: &mut Writer) {
        match self {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and small")]
            Self::Number(number) if number.fract() == 0.0 && number.is_sign_positive() && *number < WHOLE => {
                out.byte(0);
                out.number(*number as u64);
            }
            Self::Number(number) => {
                out.byte(1);
                number.pack(out);
            }
            Self::Text(text) => {
                out.byte(2);
                text.pack(out);
            }
            Self::Reference(Reference { name, last_saved, at: _ }) => {
                out.byte(3);
                name.pack(out);
                last_saved.pack(out);
            }
            Self::Path(path) => {
                out.byte(4);
                path.pack(out);
            }
            Self::Call(Call { name, args, definition: _, at: _ }) => {
                out.byte(5);
                name.pack(out);
                args.pack(out);
            }
            Self::Negate(operand) => {
                out.byte(6);
                operand.pack(out);
            }
            Self::Chain(chain) => {
                out.byte(7);
                chain.pack(out);
            }
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.deeper(expr).unwrap_or(Self::Number(0.0))
    }
}

fn expr(from: &mut Reader<'_>) -> Expr {
    match from.byte() {
        #[expect(clippy::cast_precision_loss, reason = "no larger number is written so")]
        0 => Expr::Number(from.number() as f64),
        1 => Expr::Number(from.float()),
        2 => Expr::Text(Packed::unpack(from)),
        3 => Expr::Reference(Reference {
            name: Packed::unpack(from),
            last_saved: Packed::unpack(from),
            at: At::default(),
        }),
        4 => Expr::Path(Packed::unpack(from)),
        5 => {
            let name = from.text();
            let definition = functions::find(name);
            Expr::Call(Call { name: name.to_owned(), args: Packed::unpack(from), definition, at: At::default() })
        }
        6 => Expr::Negate(Packed::unpack(from)),
        7 => Expr::Chain(Packed::unpack(from)),
        _ => {
            from.fail();
            Expr::Number(0.0)
        }
    }
}

packed!(struct Chain { first, rest });

packed!(enum Op {
    0 => Or, 1 => And, 2 => Eq, 3 => Ne, 4 => Lt, 5 => Le, 6 => Gt, 7 => Ge, 8 => Add, 9 => Sub, 10 => Mul, 11 => Div,
    12 => Mod, 13 => Union
} else Self::Or);

packed!(struct Path { start, steps });

packed!(enum Start { 0 => Root, 1 => Here, 2 => From { base, predicates } } else Self::Root);

packed!(struct Step { axis, test, predicates });

packed!(enum Axis {
    0 => Child, 1 => Parent, 2 => Itself, 3 => Attribute, 4 => Descendant, 5 => DescendantOrSelf, 6 => Ancestor,
    7 => AncestorOrSelf, 8 => FollowingSibling, 9 => PrecedingSibling, 10 => Following, 11 => Preceding
} else Self::Child);

packed!(enum Test {
    0 => Node, 1 => Name { prefix, local }, 2 => Any { prefix }, 3 => Text, 4 => Comment, 5 => Instruction(target)
} else Self::Node);
