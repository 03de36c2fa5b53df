//! Chance: from the random source handed in, or from a seed.

use sha2::{Digest, Sha256};

use super::{Args, Definition, Reads};
use crate::expr::env::Random;
use crate::expr::error::Fault;
use crate::expr::eval::Evaluated;
use crate::expr::number;
use crate::expr::value::Value;

pub(super) const FUNCTIONS: &[Definition] = &[
    Definition::new("random", 0, 0, |args| Ok(args.scope.env.random.fraction().into())).reading(Reads::Random),
    Definition::new("randomize", 1, 2, randomize).reading(Reads::Random),
    Definition::new("uuid", 0, 1, uuid).reading(Reads::Random),
];

/// The longest random text, so that a slip of the pen does not fill the memory.
const LONGEST: f64 = 4096.0;

/// A random UUID of version 4, or a random text of so many hexadecimal digits.
fn uuid(args: &Args<'_>) -> Evaluated<Value> {
    let random = &args.scope.env.random;
    if !args.has(0) {
        return Ok(Value::Text(uuid_v4(random)));
    }
    let length = number::whole(args.number(0)?).clamp(0.0, LONGEST);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let length = length as usize;
    let words = std::iter::repeat_with(|| format!("{:016x}", random.bits()));
    let mut text: String = words.take(length.div_ceil(16)).collect();
    text.truncate(length);
    Ok(Value::Text(text))
}

/// A random UUID of version 4 (RFC 9562).
#[must_use]
pub fn uuid_v4(random: &Random) -> String {
    let high = (random.bits() & !0xF000) | 0x4000;
    let low = (random.bits() >> 2) | (1 << 63);
    let digits = format!("{high:016x}{low:016x}");
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// The nodes in another order; with a seed, always in the same other order, which all ODK clients share.
fn randomize(args: &Args<'_>) -> Evaluated<Value> {
    let nodes = args.nodes(0)?;
    if !args.has(1) {
        let random = &args.scope.env.random;
        return Ok(Value::Nodes(shuffle(nodes, || random.fraction())));
    }
    let seed = args.value(1)?;
    let (text, number) = (args.scope.text(seed.clone()), args.scope.number(&seed));
    // An answer may be any text. One that the form's author wrote is meant to be a number.
    if let Value::Text(text) = &seed
        && !number.is_finite()
    {
        return args.fail(Fault::Seed(text.clone()));
    }
    let mut park_miller = ParkMiller::new(seed_of(&text, number));
    Ok(Value::Nodes(shuffle(nodes, || park_miller.fraction())))
}

/// A number is its own seed; any other text has one by its SHA-256, and the empty one 0.
#[expect(clippy::cast_possible_truncation, reason = "a seed beyond 64 bits is as good as any other")]
#[must_use]
pub fn seed_of(text: &str, number: f64) -> i64 {
    if text.is_empty() {
        return 0;
    }
    if number.is_finite() {
        return number as i64;
    }
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(8).fold(0, |seed, byte| (seed << 8) | i64::from(*byte))
}

/// The inside-out Fisher–Yates shuffle.
pub fn shuffle<T>(items: Vec<T>, mut fraction: impl FnMut() -> f64) -> Vec<T> {
    let mut shuffled: Vec<T> = Vec::with_capacity(items.len());
    for item in items {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a fraction of a length is a place in it"
        )]
        let place = (fraction() * (shuffled.len() + 1) as f64) as usize;
        shuffled.push(item);
        let last = shuffled.len() - 1;
        shuffled.swap(place.min(last), last);
    }
    shuffled
}

/// The Park–Miller generator, as the XForms specification asks for it.
pub struct ParkMiller(i64);

impl ParkMiller {
    const MODULUS: i64 = 2_147_483_647;

    /// A source that begins at this seed.
    #[must_use]
    pub const fn new(seed: i64) -> Self {
        let seed = seed % Self::MODULUS;
        Self(if seed <= 0 { seed + Self::MODULUS - 1 } else { seed })
    }

    /// A number from 0 up to, but not, 1.
    #[expect(clippy::cast_precision_loss, reason = "31 bits fit exactly")]
    pub fn fraction(&mut self) -> f64 {
        self.0 = self.0 * 16_807 % Self::MODULUS;
        (self.0 - 1) as f64 / (Self::MODULUS - 1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expr::date::Zone;
    use crate::expr::{Env, Kind, Node, Scope, Tree, TreeWorld, eval, parse};

    fn order(seed: i64) -> Vec<u32> {
        let mut source = ParkMiller::new(seed);
        shuffle((0..6).collect(), || source.fraction())
    }

    #[test]
    fn a_seed_always_gives_the_same_order_of_the_same_nodes() {
        assert_eq!(order(42), order(42));
        assert_ne!(order(42), order(43));
        let mut sorted = order(-7);
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_uuid_says_that_it_is_random() {
        let text = uuid_v4(&Random::new(1));
        assert_eq!(text.len(), 36);
        assert_eq!(text.get(14..15), Some("4"));
        assert!(matches!(text.get(19..20), Some("8" | "9" | "a" | "b")));
    }

    #[test]
    fn a_seed_that_is_written_out_is_a_number_and_an_answer_may_be_any_text() {
        let mut tree = Tree::new();
        let root = tree.element(Tree::ROOT, "data", "");
        for text in ["a", "b"] {
            let item = tree.element(root, "item", "");
            tree.leaf(item, Kind::Text, "", text);
        }
        let (world, env) = (TreeWorld { tree }, Env::new(0.0, Zone::CHINA, 1));
        let scope = Scope::new(&world, &env, Node { document: 0, index: root });
        let fault = |text: &str| eval(&parse(text).unwrap(), &scope).err().map(|error| error.problem);
        assert_eq!(fault("randomize(/data/item, 'abc')"), Some(Fault::Seed("abc".to_owned())));
        for fine in ["randomize(/data/item, 42)", "randomize(/data/item, '42')", "randomize(/data/item, /data/item[1])"]
        {
            assert_eq!(fault(fine), None, "{fine}");
        }
    }

    #[test]
    fn a_seed_may_be_any_text() {
        assert_eq!(seed_of("", f64::NAN), 0);
        assert_eq!(seed_of("3.9", 3.9), 3);
        assert_eq!(seed_of("暖冬", f64::NAN), seed_of("暖冬", f64::NAN));
        assert_ne!(seed_of("a", f64::NAN), seed_of("b", f64::NAN));
    }
}
