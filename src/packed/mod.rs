//! Compiled forms and campaigns as bytes: what a township's computer has worked out, a phone only reads.
//!
//! **The file.** `nuandong`, one byte for the format's version, one for what the file holds ([`Kind`]), eight for the checksum
//! of all that follows; then the texts, each once, and then everything else in the order in which it is written, numbers as
//! varints and texts as their numbers in the list. Equal values make equal bytes. `docs/form-engine.md` tells it in full.
//!
//! **Invariant.** Bytes from outside are never trusted: what is cut, foreign, of another version or damaged is a [`Damage`],
//! never a panic, and a length is believed only as far as there are bytes for it. A [`Reader`] that has met damage gives zeros
//! and empty texts from there on, so that reading needs no check at each step; [`Reader::end`] tells whether all was well.
//!
//! A type says what it is made of in one line under its definition, `packed!(struct Name { field, … })`, from which both
//! directions come, so that they cannot differ.

mod reader;
mod say;
#[cfg(test)]
mod tests;
mod values;
mod writer;

pub use reader::{Head, Reader};
pub use writer::Writer;

/// Something that can be written and read.
pub trait Packed: Sized {
    /// Writes it.
    fn pack(&self, out: &mut Writer);

    /// Reads it; anything at all where the reader has met damage.
    fn unpack(from: &mut Reader<'_>) -> Self;
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A form.
    Form,
    /// A campaign, with its form.
    Campaign,
    /// The campaigns that a device keeps.
    Shelf,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It is no compiled form or campaign.
    Foreign,
    /// It was written by a newer or older version of this program.
    Version,
    /// It is a form where a campaign is wanted, or the other way round.
    Kind,
    /// Its bytes are not those that were written.
    Garbled,
}

/// How every file begins.
const MAGIC: &[u8; 8] = b"nuandong";

/// The version of the format. Whatever changes the order or the meaning of the bytes raises it.
const VERSION: u8 = 1;

impl Kind {
    const fn byte(self) -> u8 {
        match self {
            Self::Form => 1,
            Self::Campaign => 2,
            Self::Shelf => 3,
        }
    }
}

/// FNV-1a over 64 bits. It finds accidents, and tells versions of a campaign apart; it is no protection from intent, which the
/// checks of each value are.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
}

/// Says how a type is written and read: a structure by its fields in order, an enumeration by a number for each variant and
/// what stands in for one that does not exist. Number 0 never holds a value of the type itself, or reading could go on for ever
/// where there are only zeros.
macro_rules! packed {
    (struct $name:ty { $($field:tt),* $(,)? }) => {
        impl $crate::packed::Packed for $name {
            fn pack(&self, out: &mut $crate::packed::Writer) {
                $($crate::packed::Packed::pack(&self.$field, out);)*
            }

            fn unpack(from: &mut $crate::packed::Reader<'_>) -> Self {
                Self { $($field: $crate::packed::Packed::unpack(from)),* }
            }
        }
    };
    (enum $name:ty {
        $($number:literal => $variant:ident $(($($value:ident),*))? $({ $($field:ident),* })?),* $(,)?
    } else $other:expr) => {
        impl $crate::packed::Packed for $name {
            fn pack(&self, out: &mut $crate::packed::Writer) {
                match self {
                    $(Self::$variant $(($($value),*))? $({ $($field),* })? => {
                        out.byte($number);
                        $($($crate::packed::Packed::pack($value, out);)*)?
                        $($($crate::packed::Packed::pack($field, out);)*)?
                    })*
                }
            }

            fn unpack(from: &mut $crate::packed::Reader<'_>) -> Self {
                match from.byte() {
                    $($number => Self::$variant
                        $(($({ let $value = $crate::packed::Packed::unpack(from); $value }),*))?
                        $({ $($field: $crate::packed::Packed::unpack(from)),* })?,)*
                    _ => {
                        from.fail();
                        $other
                    }
                }
            }
        }
    };
}
pub(crate) use packed;
