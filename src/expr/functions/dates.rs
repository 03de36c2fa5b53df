//! Dates and times.

use super::{Args, Definition, Reads};
use crate::expr::date::{self, DAY, Moment, Wall};
use crate::expr::error::Fault;
use crate::expr::eval::Evaluated;
use crate::expr::value::Value;
use crate::text::Lang;

use chrono::Datelike;

pub(super) const FUNCTIONS: &[Definition] = &[
    Definition::new("today", 0, 0, |args| Ok(Value::Date(date::midnight(args.scope.env.now, args.scope.env.zone))))
        .reading(Reads::Clock),
    Definition::new("now", 0, 0, |args| Ok(Value::Date(Moment::At(args.scope.env.now)))).reading(Reads::Clock),
    Definition::new("date", 1, 1, |args| moment(args).map(Value::Date)),
    Definition::new("date-time", 1, 1, |args| moment(args).map(Value::Date)),
    Definition::new("format-date", 2, 2, format),
    Definition::new("format-date-time", 2, 2, format),
    Definition::new("decimal-date-time", 1, 1, |args| Ok(args.number(0)?.into())),
    Definition::new("decimal-time", 1, 1, decimal_time),
];

/// The first argument as a moment. A number counts days since 1970-01-01T00:00Z.
fn moment(args: &Args<'_>) -> Evaluated<Moment> {
    Ok(match args.value(0)? {
        Value::Date(moment) => moment,
        Value::Bool(_) => Moment::Invalid,
        Value::Number(days) => Moment::from_days(days),
        value => Moment::parse(&args.scope.text(value), args.scope.env.zone),
    })
}

/// The part of a day, in the device's zone, that a time with its offset means; NaN for any other text.
fn decimal_time(args: &Args<'_>) -> Evaluated<Value> {
    let value = args.value(0)?;
    if matches!(value, Value::Number(_)) {
        return Ok(Value::Number(f64::NAN));
    }
    let text = args.scope.text(value);
    let Some((millis, Some(offset))) = date::time_of_day(&text) else { return Ok(Value::Number(f64::NAN)) };
    let shift = f64::from(args.scope.env.zone.0 - offset.0) * 60_000.0;
    Ok(Value::Number((millis + shift).rem_euclid(DAY) / DAY))
}

/// A moment by a pattern; nothing for no date.
fn format(args: &Args<'_>) -> Evaluated<Value> {
    let Some(wall) = moment(args)?.wall(args.scope.env.zone) else { return Ok(Value::blank()) };
    let pattern = args.text(1)?;
    let mut out = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let sign = chars.next();
        match sign.and_then(|sign| part(sign, wall, args.scope.env.lang)) {
            Some(text) => out.push_str(&text),
            None => return args.fail(Fault::DateFormat(sign)),
        }
    }
    Ok(Value::Text(out))
}

/// What a sign after `%` stands for.
fn part(sign: char, wall: Wall, lang: Lang) -> Option<String> {
    let (date, (hour, minute, second, milli)) = (wall.date, wall.clock());
    Some(match sign {
        '%' => "%".to_owned(),
        'Y' => format!("{:04}", date.year()),
        'y' => format!("{:02}", date.year().rem_euclid(100)),
        'm' => format!("{:02}", date.month()),
        'n' => date.month().to_string(),
        'b' => month(date.month0() as usize, lang),
        'd' => format!("{:02}", date.day()),
        'e' => date.day().to_string(),
        'H' => format!("{hour:02}"),
        'h' => hour.to_string(),
        'M' => format!("{minute:02}"),
        'S' => format!("{second:02}"),
        '3' => format!("{milli:03}"),
        'a' => weekday(date.weekday().num_days_from_monday() as usize, lang),
        _ => return None,
    })
}

fn month(index: usize, lang: Lang) -> String {
    const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    match lang {
        Lang::ZhHans => format!("{}月", index + 1),
        Lang::En => EN.get(index).copied().unwrap_or_default().to_owned(),
    }
}

fn weekday(index: usize, lang: Lang) -> String {
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    lang.pick(ZH, EN).get(index).copied().unwrap_or_default().to_owned()
}
