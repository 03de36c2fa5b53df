//! The scale of a `range`.

use super::exact::Exact;
use super::{number_of, parameter};
use crate::form::problem::Cause;
use crate::form::{ListId, Range};

/// The parameters of `range`.
const PARAMETERS: [&str; 6] = ["end", "placeholder", "start", "step", "tick_interval", "tick_labelset"];

/// A range as its row gives it.
pub(in crate::form::compile) struct RangeRow<'a> {
    /// Column `parameters`.
    pub parameters: &'a [(String, String)],
    /// Column `appearance`.
    pub appearance: Option<&'a str>,
    /// The choice list that `tick_labelset` names, with its values; none where it names no list.
    pub ticks: Option<(ListId, Vec<&'a str>)>,
}

/// The bounds that every other parameter is held against.
struct Scale {
    start: Exact,
    end: Exact,
    step: Exact,
}

impl Scale {
    fn holds(&self, value: Exact) -> bool {
        value >= self.start.min(self.end) && value <= self.start.max(self.end)
    }
}

impl Range {
    /// Reads a range, with whether one of its numbers is not whole.
    pub(in crate::form::compile) fn read(row: &RangeRow<'_>) -> Result<(Self, bool), Vec<Cause>> {
        let mut causes = super::unknown_parameters(row.parameters, &PARAMETERS);
        let given = |name| parameter(row.parameters, name);
        let ticked = ["tick_interval", "placeholder", "tick_labelset"].iter().any(|name| given(name).is_some());
        if let Some(appearance) = row.appearance
            && ticked
            && !appearance.contains("vertical")
            && !appearance.contains("no-ticks")
        {
            causes.push(Cause::TicksAppearance);
        }
        let mut number = |name: &'static str, missing: Option<&str>| {
            let text = given(name).or(missing)?;
            let read = Exact::parse(text);
            if read.is_none() {
                causes.push(Cause::ParameterNotNumber { name });
            }
            read
        };
        let start = number("start", Some("1"));
        let end = number("end", Some("10"));
        let step = number("step", Some("1"));
        let interval = number("tick_interval", None);
        let placeholder = number("placeholder", None);
        let (Some(start), Some(end), Some(step)) = (start, end, step) else { return Err(causes) };
        let scale = Scale { start, end, step };
        check_scale(&scale, interval, placeholder, &mut causes);
        if given("tick_labelset").is_some() {
            match &row.ticks {
                None => causes.push(Cause::TickListUnknown),
                Some((_, values)) => {
                    let bare = row.appearance.is_some_and(|appearance| appearance.contains("no-ticks"));
                    check_ticks(&scale, interval, values, bare, &mut causes);
                }
            }
        }
        if !causes.is_empty() {
            return Err(causes);
        }
        let float = |name| number_of(row.parameters, name);
        let range = Self {
            start: float("start").unwrap_or(1.0),
            end: float("end").unwrap_or(10.0),
            step: float("step").unwrap_or(1.0),
            tick_interval: float("tick_interval"),
            placeholder: float("placeholder"),
            labels: row.ticks.as_ref().map(|(list, _)| *list),
        };
        let whole = [Some(start), Some(end), Some(step), interval, placeholder];
        Ok((range, whole.into_iter().flatten().any(|number| !number.is_whole())))
    }
}

fn check_scale(scale: &Scale, interval: Option<Exact>, placeholder: Option<Exact>, causes: &mut Vec<Cause>) {
    let width = scale.start.distance(scale.end);
    let mut spacing = |name, value: Exact| {
        if value.is_zero() {
            causes.push(Cause::ParameterZero { name });
        } else if value > width {
            causes.push(Cause::WiderThanRange { name });
        }
    };
    spacing("step", scale.step);
    if let Some(interval) = interval {
        spacing("tick_interval", interval);
        if !scale.step.is_zero() && !interval.is_multiple_of(scale.step) {
            causes.push(Cause::NotMultipleOfStep { name: "tick_interval" });
        }
    }
    if let Some(placeholder) = placeholder {
        if !scale.step.is_zero() && !placeholder.distance(scale.start).is_multiple_of(scale.step) {
            causes.push(Cause::NotMultipleOfStep { name: "placeholder" });
        }
        if !scale.holds(placeholder) {
            causes.push(Cause::OutsideRange { name: "placeholder" });
        }
    }
}

fn check_ticks(scale: &Scale, interval: Option<Exact>, values: &[&str], bare: bool, causes: &mut Vec<Cause>) {
    let (name, spacing) = interval.map_or(("step", scale.step), |interval| ("tick_interval", interval));
    let mut ticks: Vec<Exact> = Vec::new();
    let mut refuse = |cause: Cause| {
        if !causes.contains(&cause) {
            causes.push(cause);
        }
    };
    for value in values {
        let Some(value) = Exact::parse(value) else {
            refuse(Cause::TickNotNumber);
            continue;
        };
        if !scale.holds(value) {
            refuse(Cause::TickOutside);
        } else if !spacing.is_zero() && !value.distance(scale.start).is_multiple_of(spacing) {
            refuse(Cause::TickBetween { name });
        }
        if !ticks.contains(&value) {
            ticks.push(value);
        }
    }
    if bare {
        let mut ends = vec![scale.start, scale.end];
        ends.dedup();
        if ticks.len() > 2 {
            refuse(Cause::TicksTooMany);
        } else if ticks.len() != ends.len() || !ends.iter().all(|end| ticks.contains(end)) {
            refuse(Cause::TicksNotEnds);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        parameters: &[(&str, &str)],
        appearance: Option<&str>,
        ticks: Option<&[&str]>,
    ) -> Result<(Range, bool), Vec<Cause>> {
        let parameters: Vec<_> = parameters.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let ticks = ticks.map(|ticks| (ListId(0), ticks.to_vec()));
        Range::read(&RangeRow { parameters: &parameters, appearance, ticks })
    }

    #[test]
    fn a_range_has_defaults() {
        let (range, decimal) = read(&[], None, None).unwrap();
        assert!((range.start, range.end, range.step, decimal) == (1.0, 10.0, 1.0, false));
        assert!(read(&[("step", "0.5")], None, None).unwrap().1);
    }

    #[test]
    fn every_parameter_is_held_against_the_scale() {
        let causes = |given: &[(&str, &str)]| read(given, None, None).unwrap_err();
        assert_eq!(causes(&[("start", "a"), ("end", "b")]).len(), 2);
        assert_eq!(causes(&[("step", "0")]), [Cause::ParameterZero { name: "step" }]);
        assert_eq!(causes(&[("step", "20")]), [Cause::WiderThanRange { name: "step" }]);
        assert_eq!(
            causes(&[("placeholder", "1.5"), ("tick_interval", "1.5")]),
            [Cause::NotMultipleOfStep { name: "tick_interval" }, Cause::NotMultipleOfStep { name: "placeholder" }]
        );
        assert_eq!(causes(&[("placeholder", "11")]), [Cause::OutsideRange { name: "placeholder" }]);
        assert_eq!(causes(&[("tick_labelset", "x")]), [Cause::TickListUnknown]);
    }

    #[test]
    fn ticks_stand_on_steps_and_without_ticks_at_both_ends() {
        let labels = [("tick_labelset", "x")];
        assert!(read(&labels, None, Some(&["1", "5", "10"])).is_ok());
        assert_eq!(read(&labels, None, Some(&["a", "0", "1.5"])).unwrap_err().len(), 3);
        assert_eq!(read(&labels, Some("no-ticks"), Some(&["1", "2", "10"])).unwrap_err(), [Cause::TicksTooMany]);
        assert_eq!(read(&labels, Some("no-ticks"), Some(&["1", "2"])).unwrap_err(), [Cause::TicksNotEnds]);
        assert!(read(&labels, Some("no-ticks"), Some(&["10", "1"])).is_ok());
        assert_eq!(read(&labels, Some("picker"), Some(&["1"])).unwrap_err(), [Cause::TicksAppearance]);
    }
}
