//! How plain values are written and read.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use super::{Packed, Reader, Writer};

/// Room made before anything was read, however many are said to follow.
const AT_FIRST: usize = 256;

impl Packed for bool {
    fn pack(&self, out: &mut Writer) {
        out.byte(u8::from(*self));
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.byte() != 0
    }
}

impl Packed for u8 {
    fn pack(&self, out: &mut Writer) {
        out.byte(*self);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.byte()
    }
}

impl Packed for u32 {
    fn pack(&self, out: &mut Writer) {
        out.number(u64::from(*self));
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Self::try_from(from.number()).unwrap_or_else(|_| {
            from.fail();
            0
        })
    }
}

impl Packed for u64 {
    fn pack(&self, out: &mut Writer) {
        out.number(*self);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.number()
    }
}

impl Packed for usize {
    fn pack(&self, out: &mut Writer) {
        out.count(*self);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.size()
    }
}

impl Packed for f64 {
    fn pack(&self, out: &mut Writer) {
        out.float(*self);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.float()
    }
}

impl Packed for String {
    fn pack(&self, out: &mut Writer) {
        out.text(self);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        from.text().to_owned()
    }
}

impl<T: Packed> Packed for Box<T> {
    fn pack(&self, out: &mut Writer) {
        T::pack(self, out);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Self::new(T::unpack(from))
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, out: &mut Writer) {
        self.is_some().pack(out);
        if let Some(value) = self {
            value.pack(out);
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        bool::unpack(from).then(|| T::unpack(from))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, out: &mut Writer) {
        out.count(self.len());
        for value in self {
            value.pack(out);
        }
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        let count = from.count();
        let mut values = Self::with_capacity(count.min(AT_FIRST));
        for _ in 0..count {
            if from.has_failed() {
                break;
            }
            values.push(T::unpack(from));
        }
        values
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, out: &mut Writer) {
        self.0.pack(out);
        self.1.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        (A::unpack(from), B::unpack(from))
    }
}

impl<A: Packed, B: Packed, C: Packed> Packed for (A, B, C) {
    fn pack(&self, out: &mut Writer) {
        self.0.pack(out);
        self.1.pack(out);
        self.2.pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        (A::unpack(from), B::unpack(from), C::unpack(from))
    }
}

/// A day by its number from the first of January of the year 1; years before that are none of a campaign's.
impl Packed for NaiveDate {
    fn pack(&self, out: &mut Writer) {
        out.number(u64::try_from(self.num_days_from_ce()).unwrap_or(0));
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        let day = i32::try_from(from.number()).ok().and_then(Self::from_num_days_from_ce_opt);
        day.unwrap_or_else(|| {
            from.fail();
            Self::default()
        })
    }
}

/// An hour by its seconds; nobody writes parts of them.
impl Packed for NaiveTime {
    fn pack(&self, out: &mut Writer) {
        out.number(u64::from(self.num_seconds_from_midnight()));
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        let time = Self::from_num_seconds_from_midnight_opt(u32::unpack(from), 0);
        time.unwrap_or_else(|| {
            from.fail();
            Self::MIN
        })
    }
}

impl Packed for NaiveDateTime {
    fn pack(&self, out: &mut Writer) {
        self.date().pack(out);
        self.time().pack(out);
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Self::new(NaiveDate::unpack(from), NaiveTime::unpack(from))
    }
}

/// Monday is 0.
impl Packed for Weekday {
    fn pack(&self, out: &mut Writer) {
        out.number(u64::from(self.num_days_from_monday()));
    }

    fn unpack(from: &mut Reader<'_>) -> Self {
        Self::try_from(from.byte()).unwrap_or_else(|_| {
            from.fail();
            Self::Mon
        })
    }
}
