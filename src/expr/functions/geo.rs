//! Places on Earth: points are `latitude longitude altitude accuracy`, lines and shapes are points with `;` between them.

use super::{ANY, Args, Definition};
use crate::expr::eval::Evaluated;
use crate::expr::number;
use crate::expr::value::Value;

pub(super) const FUNCTIONS: &[Definition] = &[
    Definition::new("area", 1, 1, |args| Ok(points(args, 0)?.map_or(f64::NAN, |points| area(&points)).into())),
    Definition::new("enclosed-area", 1, 1, |args| Ok(points(args, 0)?.map_or(f64::NAN, |points| area(&points)).into())),
    Definition::new("distance", 1, ANY, |args| {
        Ok(points(args, 0)?.map_or(f64::NAN, |points| distance(&points)).into())
    }),
    Definition::new("geofence", 2, 2, geofence),
    Definition::new("intersects", 1, 1, |args| Ok(points(args, 0)?.is_some_and(|points| intersects(&points)).into())),
];

/// The Earth's radius at the equator in metres.
const RADIUS: f64 = 6_378_100.0;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Point {
    latitude: f64,
    longitude: f64,
}

/// The points of the arguments from `first` on; nothing where one is no place on Earth.
fn points(args: &Args<'_>, first: usize) -> Evaluated<Option<Vec<Point>>> {
    let texts: Vec<String> = args.spread(first)?.into_iter().map(|value| args.scope.text(value)).collect();
    Ok(texts.iter().flat_map(|text| pieces(text)).map(point).collect())
}

/// A line's points; a `;` at the end begins no further one.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let text = text.trim();
    text.strip_suffix(';').unwrap_or(text).split(';')
}

fn point(text: &str) -> Option<Point> {
    let mut parts = text.split_whitespace().map(number::parse);
    let latitude = parts.next().filter(|latitude| (-90.0..=90.0).contains(latitude))?;
    let longitude = parts.next().filter(|longitude| (-180.0..=180.0).contains(longitude))?;
    let sound =
        parts.next().is_none_or(|altitude| !altitude.is_nan()) && parts.next().is_none_or(|accuracy| accuracy >= 0.0);
    sound.then_some(Point { latitude, longitude })
}

/// To the hundredth.
fn rounded(number: f64) -> f64 {
    (number * 100.0).round().abs() / 100.0
}

/// Square metres within a shape, which closes itself.
fn area(points: &[Point]) -> f64 {
    if points.len() < 3 {
        return 0.0;
    }
    let next = points.iter().cycle().skip(1);
    let strip = |(a, b): (&Point, &Point)| {
        let width = (b.longitude - a.longitude).to_radians();
        width * (2.0 + a.latitude.to_radians().sin() + b.latitude.to_radians().sin())
    };
    rounded(points.iter().zip(next).map(strip).sum::<f64>() * RADIUS * RADIUS / 2.0)
}

/// Metres along a line.
fn distance(points: &[Point]) -> f64 {
    let leg = |(a, b): (&Point, &Point)| {
        let turn = (a.longitude - b.longitude).to_radians();
        let (from, to) = (a.latitude.to_radians(), b.latitude.to_radians());
        let cosine = from.sin() * to.sin() + from.cos() * to.cos() * turn.cos();
        // Between equal points rounding may leave a hair above 1.
        cosine.clamp(-1.0, 1.0).acos() * RADIUS
    };
    rounded(points.iter().zip(points.iter().skip(1)).map(leg).sum())
}

/// Whether a point lies within a closed shape: a ray from it crosses the border an odd number of times.
fn geofence(args: &Args<'_>) -> Evaluated<Value> {
    let (place, shape) = (args.text(0)?, args.text(1)?);
    let Some(place) = point(&place) else { return Ok(Value::Bool(false)) };
    let Some(shape) = pieces(&shape).map(point).collect::<Option<Vec<_>>>() else { return Ok(Value::Bool(false)) };
    if shape.len() < 2 || shape.first() != shape.last() {
        return Ok(Value::Bool(false));
    }
    let crossed = shape.iter().zip(shape.iter().skip(1)).filter(|(a, b)| {
        let spans = (a.latitude > place.latitude) != (b.latitude > place.latitude);
        let part = (place.latitude - b.latitude) / (a.latitude - b.latitude);
        spans && place.longitude < (a.longitude - b.longitude) * part + b.longitude
    });
    Ok(Value::Bool(crossed.count() % 2 == 1))
}

/// Whether two segments of a line meet anywhere but where one follows the other.
fn intersects(points: &[Point]) -> bool {
    let segments: Vec<(Point, Point)> = points.iter().copied().zip(points.iter().copied().skip(1)).collect();
    let closed = points.first() == points.last();
    let last = segments.len().saturating_sub(1);
    segments.iter().enumerate().any(|(index, one)| {
        segments.iter().enumerate().skip(index + 1).any(|(other_index, other)| {
            let adjacent = other_index == index + 1 || (closed && index == 0 && other_index == last);
            if adjacent { folds_back(one, other) } else { meet(one, other) }
        })
    })
}

/// Twice the signed area of a triangle: above 0 where the turn from `a` over `b` to `c` is to the left.
fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.longitude - a.longitude) * (c.latitude - a.latitude) - (b.latitude - a.latitude) * (c.longitude - a.longitude)
}

/// Whether `c`, on the line through `a` and `b`, lies between them.
fn between(a: Point, b: Point, c: Point) -> bool {
    let within = |x: f64, y: f64, z: f64| x.min(y) <= z && z <= x.max(y);
    within(a.longitude, b.longitude, c.longitude) && within(a.latitude, b.latitude, c.latitude)
}

fn meet(&(a, b): &(Point, Point), &(c, d): &(Point, Point)) -> bool {
    let (left, right) = (turn(a, b, c), turn(a, b, d));
    let (near, far) = (turn(c, d, a), turn(c, d, b));
    let apart = |x: f64, y: f64| (x > 0.0 && y < 0.0) || (x < 0.0 && y > 0.0);
    (apart(left, right) && apart(near, far))
        || (left == 0.0 && between(a, b, c))
        || (right == 0.0 && between(a, b, d))
        || (near == 0.0 && between(c, d, a))
        || (far == 0.0 && between(c, d, b))
}

/// Whether two segments that share an end lie upon each other.
fn folds_back(&(a, b): &(Point, Point), &(c, d): &(Point, Point)) -> bool {
    if a == b || c == d || turn(a, b, c) != 0.0 || turn(a, b, d) != 0.0 {
        return false;
    }
    let (shared, one, other) = if b == c { (b, a, d) } else { (a, b, c) };
    let forward = (one.longitude - shared.longitude) * (other.longitude - shared.longitude);
    forward + (one.latitude - shared.latitude) * (other.latitude - shared.latitude) > 0.0
}

#[cfg(test)]
mod tests {
    use crate::expr::{Env, Value, date::Zone, eval_over_fields, parse};

    fn value(text: &str) -> Value {
        eval_over_fields(&parse(text).unwrap(), &Env::new(0.0, Zone::CHINA, 0), &|_| None).unwrap()
    }

    #[test]
    fn a_fence_holds_what_is_within() {
        let fence = "'0 0;0 10;10 10;10 0;0 0'";
        assert_eq!(value(&format!("geofence('5 5 0 0', {fence})")), Value::Bool(true));
        assert_eq!(value(&format!("geofence('5 15', {fence})")), Value::Bool(false));
        assert_eq!(value("geofence('5 5', '0 0;0 10;10 10')"), Value::Bool(false));
        assert_eq!(value("geofence('', '')"), Value::Bool(false));
    }

    #[test]
    fn a_bow_tie_intersects_itself_and_a_square_does_not() {
        assert_eq!(value("intersects('0 0;1 1;1 0;0 1')"), Value::Bool(true));
        assert_eq!(value("intersects('0 0;0 1;1 1;1 0;0 0')"), Value::Bool(false));
        assert_eq!(value("intersects('0 0;0 2;0 1')"), Value::Bool(true));
        assert_eq!(value("intersects('0 0')"), Value::Bool(false));
    }

    #[test]
    fn a_semicolon_at_the_end_is_no_further_point() {
        assert_eq!(value("distance('0 0;0 1;')"), Value::Number(111_318.85));
        assert!(matches!(value("distance('0 0;;0 1')"), Value::Number(number) if number.is_nan()));
    }
}
