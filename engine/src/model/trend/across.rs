//! One person's check-ins across indicators: one value per indicator and day, turned so that low is strain.
//! What a row of them says is in `course`.

use super::usual::{Step, check_ins};
use crate::model::id::{IndicatorId, MeetingId};
use crate::model::indicator::{Indicator, StrainEnd};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashMap};

/// One day across indicators, each turned so that low is strain.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckIn {
    /// The day.
    pub date: NaiveDate,
    /// The meeting behind it.
    pub meeting: Option<MeetingId>,
    /// Place of the indicator in the list asked with, and its step: 1 strain to 5.
    pub values: Vec<(usize, f64)>,
}

/// Check-ins across indicators, oldest first: one value per indicator and day, turned.
pub fn across(indicators: &[Indicator], steps: &[(IndicatorId, Step)]) -> Vec<CheckIn> {
    let mut of_each: HashMap<IndicatorId, Vec<Step>> = HashMap::new();
    for (indicator, step) in steps {
        of_each.entry(*indicator).or_default().push(*step);
    }
    let mut days: BTreeMap<NaiveDate, CheckIn> = BTreeMap::new();
    for (place, indicator) in indicators.iter().enumerate() {
        for step in of_each.get(&indicator.id).map(|steps| check_ins(steps)).unwrap_or_default() {
            let value = f64::from(step.value);
            let turned = if indicator.strain == StrainEnd::High { 6.0 - value } else { value };
            let day = days.entry(step.date).or_insert_with(|| CheckIn {
                date: step.date,
                meeting: step.meeting,
                values: Vec::new(),
            });
            day.meeting = day.meeting.or(step.meeting);
            day.values.push((place, turned));
        }
    }
    days.into_values().collect()
}
