//! The records of which a sheets' stream is made: a kind, a length, and data that may go on in CONTINUE records.

pub(super) const FORMULA: u16 = 0x0006;
pub(super) const EOF: u16 = 0x000A;
pub(super) const DATE_MODE: u16 = 0x0022;
pub(super) const FILE_PASS: u16 = 0x002F;
pub(super) const CONTINUE: u16 = 0x003C;
pub(super) const CODE_PAGE: u16 = 0x0042;
pub(super) const BOUND_SHEET: u16 = 0x0085;
pub(super) const MANY_RK: u16 = 0x00BD;
pub(super) const RICH_LABEL: u16 = 0x00D6;
pub(super) const CELL_FORMAT: u16 = 0x00E0;
pub(super) const MERGED_CELLS: u16 = 0x00E5;
pub(super) const SHARED_STRINGS: u16 = 0x00FC;
pub(super) const SHARED_LABEL: u16 = 0x00FD;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const LABEL: u16 = 0x0204;
pub(super) const BOOL_ERROR: u16 = 0x0205;
pub(super) const STRING: u16 = 0x0207;
pub(super) const RK: u16 = 0x027E;
pub(super) const FORMAT: u16 = 0x041E;
pub(super) const BOF: u16 = 0x0809;

/// A record.
pub(super) struct Record<'a> {
    /// What it is.
    pub kind: u16,
    /// Its own data.
    pub data: &'a [u8],
    /// The data of the CONTINUE records behind it.
    pub more: Vec<&'a [u8]>,
}

/// The records of a stream, up to its end or to where it is cut off.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub fn of(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// The next record by itself.
    fn single(&mut self) -> Option<(u16, &'a [u8])> {
        let (head, rest) = self.rest.split_at_checked(4)?;
        let [a, b, c, d] = head.try_into().ok()?;
        let (data, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes([c, d])))?;
        self.rest = rest;
        Some((u16::from_le_bytes([a, b]), data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, data) = self.single()?;
        let mut more = Vec::new();
        while let [a, b, ..] = self.rest
            && u16::from_le_bytes([*a, *b]) == CONTINUE
        {
            more.push(self.single()?.1);
        }
        Some(Record { kind, data, more })
    }
}
