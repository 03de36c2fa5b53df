//! Expressions of our own sheets, and what gives their `${name}`s values.

use crate::expr::{self, Env, EvalError, Expr, Value};
#[cfg(feature = "compile")]
use crate::expr::{ParseError, analyse};
use crate::packed::packed;
use crate::text::Lang;

/// Gives a name its value; none where nothing is known, which an expression sees as empty.
pub type Facts<'a> = dyn Fn(&str) -> Option<Value> + 'a;

/// An expression of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    expr: Expr,
    names: Vec<String>,
}

packed!(struct Formula { expr, names });

#[cfg(feature = "compile")]
impl Formula {
    /// Reads an expression.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        let expr = expr::parse(text)?;
        let mut names: Vec<String> = Vec::new();
        analyse::visit(&expr, &mut |part| {
            if let Expr::Reference(reference) = part
                && !names.contains(&reference.name)
            {
                names.push(reference.name.clone());
            }
        });
        Ok(Self { expr, names })
    }

    /// What cannot be computed in it, whatever the facts: unknown functions, wrong numbers of arguments.
    #[must_use]
    pub fn faults(&self) -> Vec<EvalError> {
        analyse::faults(&self.expr)
    }

    /// Names written without `${}`, which mean nothing here, as there is no document to look them up in.
    #[must_use]
    pub fn bare(&self) -> Vec<String> {
        let mut bare = Vec::new();
        analyse::visit(&self.expr, &mut |part| {
            if let Expr::Path(path) = part {
                bare.push(Expr::Path(path.clone()).to_string());
            }
        });
        bare
    }
}

impl Formula {
    /// The names it refers to, each once.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The name that is all of it, or whose value shows wherever it has one (`coalesce(${name}, …)`); none where anything is computed
    /// from it.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        let first = match &self.expr {
            Expr::Call(call) if call.name == "coalesce" => call.args.first()?,
            all => all,
        };
        match first {
            Expr::Reference(reference) if !reference.last_saved => Some(&reference.name),
            _ => None,
        }
    }

    /// Its value. A name without a value is empty, as an unanswered question is.
    pub fn value(&self, facts: &Facts<'_>, env: &Env) -> Result<Value, EvalError> {
        expr::eval_over_fields(&self.expr, env, &|name| Some(facts(name).unwrap_or(Value::blank())))
    }

    /// Whether it is true. Compiling has looked for faults, so what remains to go wrong is an answer that no
    /// function can take; then it is not true.
    #[must_use]
    pub fn holds(&self, facts: &Facts<'_>, env: &Env) -> bool {
        self.value(facts, env).is_ok_and(|value| value.to_bool())
    }

    /// Its value as text; empty where it has none.
    #[must_use]
    pub fn text(&self, facts: &Facts<'_>, env: &Env) -> String {
        self.value(facts, env).map(|value| text_of(value, env)).unwrap_or_default()
    }

    /// Its value as a number; none where it is not one.
    #[must_use]
    pub fn number(&self, facts: &Facts<'_>, env: &Env) -> Option<f64> {
        let number = match self.value(facts, env).ok()? {
            Value::Number(number) => number,
            Value::Bool(truth) => f64::from(u8::from(truth)),
            other => text_of(other, env).trim().parse().ok()?,
        };
        number.is_finite().then_some(number)
    }
}

/// An expression in the languages of the interface, which differ only in the words that it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Formulas {
    /// Chinese.
    pub zh_hans: Formula,
    /// English.
    pub en: Formula,
}

packed!(struct Formulas { zh_hans, en });

impl Formulas {
    /// The expression in `lang`.
    #[must_use]
    pub const fn get(&self, lang: Lang) -> &Formula {
        match lang {
            Lang::ZhHans => &self.zh_hans,
            Lang::En => &self.en,
        }
    }
}

/// A value as text: whole numbers without a point, truth values as `true` and `false`.
#[must_use]
pub fn text_of(value: Value, env: &Env) -> String {
    match value {
        Value::Text(text) => text,
        other => expr::fields::text_of_field(other, env),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::date::Zone;

    fn env() -> Env {
        Env::new(0.0, Zone::CHINA, 0)
    }

    #[test]
    fn a_formula_names_what_it_refers_to_once() {
        let formula =
            Formula::parse("selected(${heating}, 'none') and (${weak} = 1 or -${weak} > ${param.x})").unwrap();
        assert_eq!(formula.names(), ["heating", "weak", "param.x"]);
    }

    #[test]
    fn what_is_not_known_is_empty_and_compares_with_no_number() {
        let holds = |text: &str| Formula::parse(text).unwrap().holds(&|_| None, &env());
        assert!(holds("${fuel} = ''"));
        assert!(!holds("${fuel_days} < 7"));
        assert!(!holds("${fuel_days} >= 7"));
    }

    #[test]
    fn numbers_come_out_as_numbers_and_texts() {
        let facts = |name: &str| (name == "n").then(|| Value::from("3"));
        let formula = Formula::parse("${n} + 1").unwrap();
        assert_eq!(formula.number(&facts, &env()), Some(4.0));
        assert_eq!(formula.text(&facts, &env()), "4");
        assert_eq!(Formula::parse("${m}").unwrap().number(&facts, &env()), None);
    }
}
