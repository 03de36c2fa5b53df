//! OLE compound files (\[MS-CFB\]): a file system in a file, of which the sheets are one stream.

/// Sector numbers from here on are marks and not places.
const FIRST_MARK: u32 = 0xFFFF_FFFA;

/// A compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    /// The bytes of a sector, as a power of two.
    shift: u32,
    /// The next sector of each.
    table: Vec<u32>,
    entries: Vec<Entry>,
}

/// A stream or folder.
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Opens a file; none where its tables lead nowhere.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u32::from(u16::from_le_bytes(bytes.get(0x1E..0x20)?.try_into().ok()?));
        if !(7..=16).contains(&shift) {
            return None;
        }
        let mut compound = Self { bytes, shift, table: Vec::new(), entries: Vec::new() };
        compound.table = compound.read_table()?;
        let directory = compound.chain(number(bytes, 0x30)?, usize::MAX);
        compound.entries = directory.chunks_exact(128).filter_map(entry).collect();
        (!compound.entries.is_empty()).then_some(compound)
    }

    /// Whether there is a stream of this name.
    pub fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; fewer than it declares where the file is cut off.
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        let smallest = usize::try_from(number(self.bytes, 0x38)?).ok()?;
        if entry.size >= smallest {
            return Some(self.chain(entry.start, entry.size));
        }
        // Small streams share the first entry's stream, in small sectors with a table of their own.
        let shift = u32::from(u16::from_le_bytes(self.bytes.get(0x20..0x22)?.try_into().ok()?));
        if shift > self.shift {
            return None;
        }
        let root = self.entries.first()?;
        let shared = self.chain(root.start, root.size);
        let table = numbers(&self.chain(number(self.bytes, 0x3C)?, usize::MAX));
        Some(follow(&table, entry.start, entry.size, |sector| sector_of(&shared, sector, shift, 0)))
    }

    /// The sectors of a chain, joined.
    fn chain(&self, start: u32, size: usize) -> Vec<u8> {
        follow(&self.table, start, size, |sector| self.sector(sector))
    }

    fn sector(&self, sector: u32) -> Option<&'a [u8]> {
        sector_of(self.bytes, sector, self.shift, 1)
    }

    /// The table of next sectors, whose own sectors are listed in the header and, for large files, in sectors of their own.
    fn read_table(&self) -> Option<Vec<u32>> {
        let mut places: Vec<u32> = numbers(self.bytes.get(0x4C..0x200)?);
        let mut next = number(self.bytes, 0x44)?;
        let most = self.bytes.len() >> self.shift;
        for _ in 0..most {
            let Some(list) = self.sector(next).filter(|_| next < FIRST_MARK) else { break };
            let mut list = numbers(list);
            next = list.pop().unwrap_or(FIRST_MARK);
            places.extend(list);
        }
        let sectors = places.into_iter().filter(|place| *place < FIRST_MARK).take(most);
        Some(sectors.filter_map(|place| self.sector(place)).flat_map(numbers).collect())
    }
}

/// A sector's bytes, with `before` sectors of other things ahead of the first; the last one may be cut off.
fn sector_of(bytes: &[u8], sector: u32, shift: u32, before: usize) -> Option<&[u8]> {
    let start = usize::try_from(sector).ok()?.checked_add(before)?.checked_mul(1 << shift)?;
    let end = start.checked_add(1 << shift)?.min(bytes.len());
    bytes.get(start..end).filter(|sector| !sector.is_empty())
}

/// Joins a chain's sectors up to a size. No chain is longer than its table, so that a circle ends.
fn follow<'s>(table: &[u32], start: u32, size: usize, sector: impl Fn(u32) -> Option<&'s [u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut next = start;
    for _ in 0..=table.len() {
        let Some(bytes) = (next < FIRST_MARK && out.len() < size).then(|| sector(next)).flatten() else { break };
        out.extend_from_slice(bytes);
        next = usize::try_from(next).ok().and_then(|next| table.get(next)).copied().unwrap_or(FIRST_MARK);
    }
    out.truncate(size);
    out
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16::from_le_bytes(bytes.get(0x40..0x42)?.try_into().ok()?));
    let units: Vec<u16> = bytes.get(..length.checked_sub(2)?)?.chunks_exact(2).filter_map(unit).collect();
    let (start, size) = (number(bytes, 0x74)?, usize::try_from(number(bytes, 0x78)?).ok()?);
    Some(Entry { name: String::from_utf16_lossy(&units), start, size })
}

fn unit(pair: &[u8]) -> Option<u16> {
    pair.try_into().ok().map(u16::from_le_bytes)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|four| four.try_into().ok().map(u32::from_le_bytes)).collect()
}
