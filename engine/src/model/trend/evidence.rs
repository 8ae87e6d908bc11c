//! How strong the evidence is that a person's row changed at one of the latest check-ins.
//! Walking through the days and raising prompts is in `course`; the thresholds are in `budget`.
//!
//! For each of the latest check-ins the row may be cut there: before it lies the usual, since it lies the change, and a
//! likelihood ratio says how much better two levels explain the row than one. The usual of a cut is made when the
//! cut is, so it is never fed by the change it is held against. The ratios of all cuts, for all indicators together and
//! for each alone, are averaged (Shiryaev and Roberts sum over the moments of a change; Siegmund, "Sequential Analysis",
//! 1985; window-limited: Lai, IEEE Trans. Inform. Theory 44, 1998). The variance is shrunk and Student's, because
//! it is learned from few check-ins (self-starting charts: Hawkins and Olwell, "Cumulative Sum Charts", 1998).
//! Every number below was chosen by simulation (`cargo xtask bench trends`).

use super::across::CheckIn;
use std::f64::consts::{LN_2, SQRT_2};
use std::sync::LazyLock;

/// Cuts that are looked at: the latest check-ins.
const CUTS: usize = 14;
/// Check-ins before a cut, so that there is a usual to hold against.
const BEFORE: usize = 8;
/// Values of an indicator before a cut, so that it counts.
const KNOWN: f64 = 3.0;
/// Correlation of what one week and the next are off by, and the share indicators have in common.
const WEEK: f64 = 0.2;
const COMMON: f64 = 0.5;
/// A rater's slow drift: variance that comes with each day between the middle of the usual and the change.
const DRIFT: f64 = 1.5 * 0.25 * 0.25 / (60.0 * 7.0);
/// Variance of one step expected beforehand, as if seen so many times: of all indicators, and of one beside the others.
const SPREAD: (f64, f64) = (0.55, 32.0);
const SPREAD_ALONE: (f64, f64) = (0.36, 16.0);
/// Shifts looked for across indicators, in steps; one indicator alone: half a normal curve of this width.
const SHIFTS: [f64; 3] = [0.5, 0.7, 0.9];
const SHIFT_ALONE: f64 = 1.3;
/// Share of the evidence that looks at all indicators together; the rest at each alone.
const TOGETHER: f64 = 0.97;

/// What is left of one day's deviation after so many days; nothing worth counting after nine weeks.
static LEFT: LazyLock<[f64; 64]> = LazyLock::new(|| std::array::from_fn(|days| WEEK.powf(days as f64 / 7.0)));

/// A weighted mean of correlated values, fed one day after the other.
#[derive(Debug, Clone, Copy, Default)]
struct Level {
    day: f64,
    carried: f64,
    square: f64,
    weight: f64,
    sum: f64,
    sum2: f64,
    n: f64,
}

impl Level {
    /// `spread` is the variance of this value in units of one step's.
    fn feed(&mut self, day: f64, value: f64, spread: f64) {
        let weight = 1.0 / spread;
        let alone = weight.sqrt();
        let left = LEFT.get((day - self.day) as usize).copied().unwrap_or(0.0);
        let kept = if self.n > 0.0 { self.carried * left } else { 0.0 };
        self.square += alone * (alone + 2.0 * kept);
        self.carried = kept + alone;
        self.day = day;
        self.weight += weight;
        self.sum += weight * value;
        self.sum2 += weight * value * value;
        self.n += 1.0;
    }
    fn mean(&self) -> f64 {
        self.sum / self.weight
    }
    /// Variance of the mean in units of one step's, correlation counted.
    fn variance(&self) -> f64 {
        self.square / (self.weight * self.weight)
    }
    fn squares(&self) -> f64 {
        (self.sum2 - self.sum * self.sum / self.weight).max(0.0)
    }
}

/// One indicator before and since a cut.
#[derive(Debug, Clone, Copy, Default)]
struct Alone {
    usual: f64,
    known: f64,
    before: Level,
    since: Level,
    moved: f64,
    n: f64,
}

/// One place where the row may have changed.
#[derive(Debug, Clone)]
struct Cut {
    at: usize,
    day: f64,
    middle: f64,
    before: Level,
    since: Level,
    alone: Vec<Alone>,
}

/// What the cuts say together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Evidence {
    /// Below 0 towards strain: the difference of ln(1 + ratio) of both directions.
    pub(super) statistic: f64,
    /// Where the likeliest cut in that direction lies, in the row.
    pub(super) since: usize,
    /// The usual before it and the mean since, on the scale of the composite.
    pub(super) usual: f64,
    pub(super) recent: f64,
    /// Indicators by place, with how far each moved; one alone, when that is the likeliest.
    pub(super) moved: Vec<(usize, f64)>,
}

/// A row with its cuts.
#[derive(Debug, Clone)]
pub(super) struct Row {
    seen: Vec<(f64, CheckIn)>,
    cuts: Vec<Cut>,
    places: usize,
}

impl Row {
    /// `places` indicators, none seen yet.
    pub(super) fn new(places: usize) -> Self {
        Self { seen: Vec::new(), cuts: Vec::new(), places }
    }
    /// Evidence gathers anew: what was told is told.
    pub(super) fn told(&mut self) {
        self.cuts.clear();
    }
    /// Takes the next check-in; `looked_at` when evidence may be asked for within a window from here.
    pub(super) fn feed(&mut self, day: f64, check_in: &CheckIn, looked_at: bool) {
        let at = self.seen.len();
        self.cuts.retain(|cut| cut.at + CUTS > at + 1);
        if at >= BEFORE && looked_at {
            let cut = self.cut(at, day);
            self.cuts.push(cut);
        }
        for cut in &mut self.cuts {
            cut.feed(day, check_in, Side::Since);
            for (place, value) in &check_in.values {
                let one = &mut cut.alone[*place];
                if one.known >= KNOWN {
                    one.moved += value - one.usual;
                    one.n += 1.0;
                }
            }
        }
        self.seen.push((day, check_in.clone()));
    }

    fn cut(&self, at: usize, day: f64) -> Cut {
        let mut alone = vec![Alone::default(); self.places];
        for (place, value) in self.seen.iter().flat_map(|(_, check_in)| &check_in.values) {
            alone[*place].usual += value;
            alone[*place].known += 1.0;
        }
        for one in &mut alone {
            one.usual /= one.known.max(1.0);
        }
        let middle = self.seen.iter().map(|(day, _)| day).sum::<f64>() / self.seen.len() as f64;
        let mut cut = Cut { at, day, middle, before: Level::default(), since: Level::default(), alone };
        for (day, check_in) in &self.seen {
            cut.feed(*day, check_in, Side::Before);
        }
        cut
    }

    /// What the cuts say; none while there is no cut.
    pub(super) fn evidence(&self) -> Option<Evidence> {
        let today = self.seen.last()?.0;
        let (mut below, mut above) = (Vec::new(), Vec::new());
        for (which, cut) in self.cuts.iter().enumerate() {
            cut.weigh(today, |alone, (down, up)| {
                below.push((down, which, alone));
                above.push((up, which, alone));
            });
        }
        let (down, up) = (ratio(&below), ratio(&above));
        let side = if down > up { &below } else { &above };
        let (_, which, alone) = side.iter().copied().max_by(|one, other| one.0.total_cmp(&other.0))?;
        let cut = &self.cuts[which];
        let known: Vec<f64> = cut.alone.iter().filter(|one| one.known >= KNOWN).map(|one| one.usual).collect();
        let usual = known.iter().sum::<f64>() / known.len().max(1) as f64;
        let moved =
            cut.alone.iter().enumerate().filter(|(place, one)| one.n > 0.0 && alone.is_none_or(|it| it == *place));
        Some(Evidence {
            statistic: softly(up) - softly(down),
            since: cut.at,
            usual,
            recent: usual + cut.since.mean() - cut.before.mean(),
            moved: moved.map(|(place, one)| (place, one.moved / one.n)).collect(),
        })
    }
    /// The check-in at a place in the row.
    pub(super) fn at(&self, place: usize) -> Option<&CheckIn> {
        self.seen.get(place).map(|(_, check_in)| check_in)
    }
    /// The usual before the last `recent` check-ins and the mean since, while there are too few for evidence.
    pub(super) fn plain(&self, recent: usize) -> Option<(f64, f64)> {
        let cut = Self { seen: self.seen[..self.seen.len().checked_sub(recent)?].to_vec(), ..self.clone() };
        let cut = cut.cut(0, 0.0);
        let known: Vec<f64> = cut.alone.iter().filter(|one| one.known > 0.0).map(|one| one.usual).collect();
        let usual = known.iter().sum::<f64>() / known.len().max(1) as f64;
        let last = self.seen[self.seen.len() - recent..].iter().flat_map(|(_, check_in)| &check_in.values);
        let off: Vec<f64> = last
            .filter(|(place, _)| cut.alone[*place].known > 0.0)
            .map(|(place, value)| value - cut.alone[*place].usual)
            .collect();
        Some((usual, usual + off.iter().sum::<f64>() / off.len().max(1) as f64))
    }
}

#[derive(Clone, Copy)]
enum Side {
    Before,
    Since,
}

impl Cut {
    /// One check-in, as far off the usual of this cut, into the level of all indicators and into each beside the others.
    fn feed(&mut self, day: f64, check_in: &CheckIn, side: Side) {
        let (mut sum, mut n) = (0.0, 0.0);
        for (place, value) in &check_in.values {
            let one = &self.alone[*place];
            if one.known >= KNOWN {
                sum += value - one.usual;
                n += 1.0;
            }
        }
        if n == 0.0 {
            return;
        }
        let level = match side {
            Side::Before => &mut self.before,
            Side::Since => &mut self.since,
        };
        level.feed(day, sum / n, COMMON + (1.0 - COMMON) / n);
        // What the others are off by says part of what this one is off by; the rest is its own.
        let others = n - 1.0;
        let share = others * COMMON / (1.0 + (others - 1.0) * COMMON);
        for (place, value) in &check_in.values {
            let one = &mut self.alone[*place];
            if one.known < KNOWN {
                continue;
            }
            let off = value - one.usual;
            let (own, spread) =
                if others > 0.0 { (off - share * (sum - off) / others, 1.0 - share * COMMON) } else { (off, 1.0) };
            let level = match side {
                Side::Before => &mut one.before,
                Side::Since => &mut one.since,
            };
            level.feed(day, own, spread);
        }
    }

    /// Tells the log of each likelihood ratio, down and up, with its share: first together, then each indicator alone.
    fn weigh(&self, today: f64, mut tell: impl FnMut(Option<usize>, (f64, f64))) {
        if self.since.n == 0.0 || self.before.n == 0.0 {
            return;
        }
        let drift = DRIFT * ((today - self.day) / 3.0 + (self.day - self.middle) * 2.0 / 3.0);
        let gap = Gap::of(&self.before, &self.since, SPREAD, drift);
        let share = TOGETHER.ln();
        let shifts = |sign: f64| share + log_mean(SHIFTS.map(|shift| gap.against(sign * shift)));
        tell(None, (shifts(-1.0), shifts(1.0)));
        let share = ((1.0 - TOGETHER) / self.alone.len() as f64).ln();
        for (place, one) in self.alone.iter().enumerate().filter(|(_, one)| one.since.n > 0.0 && one.before.n >= KNOWN)
        {
            let (down, up) = Gap::of(&one.before, &one.since, SPREAD_ALONE, 0.0).wide(SHIFT_ALONE);
            tell(Some(place), (share + down, share + up));
        }
    }
}

/// How far two levels lie apart, and how sure that is.
struct Gap {
    by: f64,
    variance: f64,
    freedom: f64,
}

impl Gap {
    fn of(before: &Level, since: &Level, (spread, weight): (f64, f64), drift: f64) -> Self {
        let freedom = weight + before.n + since.n - 2.0;
        let spread = (weight * spread + before.squares() + since.squares()) / freedom;
        let variance = spread * (before.variance() + since.variance()) + drift;
        Self { by: since.mean() - before.mean(), variance, freedom }
    }
    /// Log of Student's density at a distance, without its constant.
    fn off(&self, distance: f64) -> f64 {
        -(self.freedom + 1.0) / 2.0 * (distance * distance / self.variance / self.freedom).ln_1p()
    }
    /// A shift of just this size against none.
    fn against(&self, shift: f64) -> f64 {
        self.off(self.by - shift) - self.off(self.by)
    }
    /// A shift of any size, smaller ones likelier, against none: down and up.
    fn wide(&self, width: f64) -> (f64, f64) {
        let wider = width * width / self.variance;
        let shrunk = (1.0 + wider).sqrt();
        let both = -shrunk.ln() + self.off(self.by / shrunk) - self.off(self.by) + LN_2;
        let z = self.by / self.variance.sqrt() * (wider.sqrt() / shrunk);
        (both + ln_below(-z), both + ln_below(z))
    }
}

fn ratio(logs: &[(f64, usize, Option<usize>)]) -> f64 {
    let most = logs.iter().map(|one| one.0).fold(f64::NEG_INFINITY, f64::max);
    if most.is_finite() { most + logs.iter().map(|one| (one.0 - most).exp()).sum::<f64>().ln() } else { most }
}

fn log_mean<const N: usize>(logs: [f64; N]) -> f64 {
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most + (logs.iter().map(|one| (one - most).exp()).sum::<f64>() / N as f64).ln()
}

/// ln(1 + e^x): the log of a ratio that stops at nothing instead of going far below it.
fn softly(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// Log of the normal curve's share below a value (Numerical Recipes, `erfcc`; its first term of the tail from 6 on).
fn ln_below(x: f64) -> f64 {
    const TERMS: [f64; 10] = [
        -1.265_512_23,
        1.000_023_68,
        0.374_091_96,
        0.096_784_18,
        -0.186_288_06,
        0.278_868_07,
        -1.135_203_98,
        1.488_515_87,
        -0.822_152_23,
        0.170_872_77,
    ];
    if x < -6.0 {
        return -x * x / 2.0 - (-x * (2.0 * std::f64::consts::PI).sqrt()).ln();
    }
    let z = x.abs() / SQRT_2;
    let t = 1.0 / (1.0 + 0.5 * z);
    let power = TERMS.iter().rev().fold(0.0, |sum, term| sum * t + term);
    let tail = t * (power - z * z).exp() / 2.0;
    if x < 0.0 { tail.ln() } else { (-tail).ln_1p() }
}
