//! 专项行动的版本: the compiled campaigns that a device keeps, so that an office's edit takes effect and every visit stays under
//! the version that it was begun with.

use crate::packed::{Damage, Kind, Packed, Reader, Writer, packed};

/// The campaigns kept on a device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelf {
    /// The mark of the one in use; none for the one that ships with the program.
    pub in_use: Option<u64>,
    /// All that are kept, the oldest first.
    pub kept: Vec<Kept>,
}

/// A campaign kept on a device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Its checksum, by which it is known.
    pub mark: u64,
    /// Its version, which visits carry.
    pub version: String,
    /// The name of the file that the office edited; empty for one that shipped with the program.
    pub name: String,
    /// When it came, in milliseconds since 1970-01-01T00:00Z.
    pub at: u64,
    /// The compiled file.
    pub compiled: Vec<u8>,
    /// The workbook that it was compiled from, to be edited further; empty for one that shipped with the program.
    pub workbook: Vec<u8>,
}

packed!(struct Shelf { in_use, kept });

impl Packed for Kept {
    fn pack(&self, out: &mut Writer) {
        out.number(self.mark);
        self.version.pack(out);
        self.name.pack(out);
        out.number(self.at);
        out.bytes(&self.compiled);
        out.bytes(&self.workbook);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Self {
            mark: from.number(),
            version: Packed::unpack(from),
            name: Packed::unpack(from),
            at: from.number(),
            compiled: from.bytes().to_vec(),
            workbook: from.bytes().to_vec(),
        }
    }
}

impl Shelf {
    /// The shelf as it is stored.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.pack(&mut out);
        out.seal(Kind::Shelf)
    }

    /// The shelf as it was stored.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let mut from = Reader::open(bytes, Kind::Shelf)?.0;
        let shelf = Self::unpack(&mut from);
        from.end().map(|()| shelf)
    }

    /// The campaign in use; none where it is the one that ships with the program.
    #[must_use]
    pub fn used(&self) -> Option<&Kept> {
        self.kept.iter().find(|kept| Some(kept.mark) == self.in_use)
    }

    /// The campaign of this version, the newest of them.
    #[must_use]
    pub fn version(&self, version: &str) -> Option<&Kept> {
        self.kept.iter().rev().find(|kept| kept.version == version)
    }

    /// Keeps a campaign, unless it is there already; tells whether it was not.
    pub fn keep(&mut self, kept: Kept) -> bool {
        let new = self.kept.iter().all(|known| known.mark != kept.mark);
        if new {
            self.kept.push(kept);
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shelf_comes_back_as_it_was_stored() {
        let kept = |mark: u64, version: &str| Kept {
            mark,
            version: version.to_owned(),
            name: "改过.xlsx".to_owned(),
            at: 1_734_309_000_000,
            compiled: vec![0, 255],
            workbook: Vec::new(),
        };
        let mut shelf = Shelf { in_use: Some(u64::MAX), kept: Vec::new() };
        assert!(shelf.keep(kept(u64::MAX, "1")) && shelf.keep(kept(2, "2")) && !shelf.keep(kept(2, "3")));
        assert_eq!(Shelf::read(&shelf.write()), Ok(shelf.clone()));
        assert_eq!(
            (shelf.used().map(|kept| kept.mark), shelf.version("2").map(|kept| kept.mark)),
            (Some(u64::MAX), Some(2))
        );
        assert_eq!(Shelf::read(b"{}"), Err(Damage::Foreign));
    }
}
