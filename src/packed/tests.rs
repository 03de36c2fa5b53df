//! Damage of every kind, and numbers of every length.

use proptest::prelude::*;

use super::*;

#[derive(Clone, Debug, PartialEq)]
struct Thing {
    name: String,
    numbers: Vec<u32>,
    share: f64,
    inner: Option<Box<Self>>,
}

impl Packed for Thing {
    fn pack(&self, out: &mut Writer) {
        self.name.pack(out);
        self.numbers.pack(out);
        self.share.pack(out);
        self.inner.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.deeper(|from| Self {
            name: Packed::unpack(from),
            numbers: Packed::unpack(from),
            share: Packed::unpack(from),
            inner: Packed::unpack(from),
        })
        .unwrap_or(Self { name: String::new(), numbers: Vec::new(), share: 0.0, inner: None })
    }
}

fn sealed(thing: &Thing) -> Vec<u8> {
    let mut out = Writer::default();
    Head::pack(&mut out, ["id", "1", "名"]);
    thing.pack(&mut out);
    out.seal(Kind::Form)
}

fn opened(bytes: &[u8]) -> Result<Thing, Damage> {
    let (_, mut from) = Head::open(bytes, Kind::Form)?;
    let thing = Thing::unpack(&mut from);
    from.end().map(|()| thing)
}

/// The same bytes with a checksum that fits, so that what is behind it must be checked by itself.
fn resealed(bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let sum = checksum(&bytes[18..]).to_le_bytes();
    bytes[10..18].copy_from_slice(&sum);
    bytes
}

fn things() -> impl Strategy<Value = Thing> {
    let leaf = (".{0,8}", prop::collection::vec(any::<u32>(), 0..5), -1e9..1e9)
        .prop_map(|(name, numbers, share)| Thing { name, numbers, share, inner: None });
    leaf.prop_recursive(4, 8, 1, |inner| {
        (".{0,8}", inner).prop_map(|(name, inner)| Thing {
            name,
            numbers: Vec::new(),
            share: 0.5,
            inner: Some(Box::new(inner)),
        })
    })
}

proptest! {
    #[test]
    fn what_was_written_is_read(thing in things()) {
        let bytes = sealed(&thing);
        prop_assert_eq!(opened(&bytes), Ok(thing));
        prop_assert_eq!(Head::read(&bytes, Kind::Form).map(|head| head.title), Ok("名".to_owned()));
    }

    #[test]
    fn a_changed_byte_is_damage_and_a_forged_one_never_a_panic(thing in things(), at in any::<prop::sample::Index>(), bit in 0..8_u32) {
        let mut bytes = sealed(&thing);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(opened(&bytes).is_err());
        if at >= 18 {
            let _read = opened(&resealed(&bytes));
        }
    }

    #[test]
    fn a_cut_file_is_damage(thing in things(), at in any::<prop::sample::Index>()) {
        let bytes = sealed(&thing);
        let cut = &bytes[..at.index(bytes.len())];
        prop_assert!(opened(cut).is_err());
        if cut.len() >= 18 {
            prop_assert!(opened(&resealed(cut)).is_err());
        }
    }
}

#[test]
fn foreign_files_say_what_they_are_not() {
    let bytes = sealed(&Thing { name: String::new(), numbers: Vec::new(), share: 0.0, inner: None });
    assert_eq!(opened(b"PK\x03\x04 and more"), Err(Damage::Foreign));
    assert_eq!(opened(&[]), Err(Damage::Foreign));
    assert_eq!(Head::read(&bytes, Kind::Campaign), Err(Damage::Kind));
    let mut newer = bytes;
    newer[8] += 1;
    assert_eq!(opened(&newer), Err(Damage::Version));
}

#[test]
fn a_length_is_believed_no_further_than_there_are_bytes() {
    let mut out = Writer::default();
    Head::pack(&mut out, ["", "", ""]);
    out.text("");
    out.number(u64::MAX);
    assert_eq!(opened(&out.seal(Kind::Form)), Err(Damage::Garbled));
}

#[test]
fn what_stands_too_deep_is_damage() {
    let mut thing = Thing { name: String::new(), numbers: Vec::new(), share: 0.0, inner: None };
    for _ in 0..1300 {
        thing = Thing { name: String::new(), numbers: Vec::new(), share: 0.0, inner: Some(Box::new(thing)) };
    }
    assert_eq!(opened(&sealed(&thing)), Err(Damage::Garbled));
}
