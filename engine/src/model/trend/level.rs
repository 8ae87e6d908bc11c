//! Means of correlated values, how far two of them lie apart, and the sums of likelihoods that follow.
//! Which values are compared is in `evidence`.

use std::f64::consts::{LN_2, SQRT_2};
use std::sync::LazyLock;

/// Correlation of what one week and the next are off by.
const WEEK: f64 = 0.3;

/// What is left of one day's deviation after so many days; nothing worth counting after nine weeks.
static LEFT: LazyLock<[f64; 64]> = LazyLock::new(|| std::array::from_fn(|days| WEEK.powf(days as f64 / 7.0)));

/// A weighted mean of correlated values, fed one day after the other.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Level {
    day: f64,
    carried: f64,
    square: f64,
    weight: f64,
    sum: f64,
    sum2: f64,
    pub(super) n: f64,
}

impl Level {
    /// `spread` is the variance of this value in units of one step's.
    pub(super) fn feed(&mut self, day: f64, value: f64, spread: f64) {
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
    pub(super) fn mean(&self) -> f64 {
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

/// How far two levels lie apart, and how sure that is.
pub(super) struct Gap {
    /// In steps.
    pub(super) by: f64,
    variance: f64,
    freedom: f64,
}

impl Gap {
    pub(super) fn of(before: &Level, since: &Level, (spread, weight): (f64, f64), drift: f64) -> Self {
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
    pub(super) fn against(&self, shift: f64) -> f64 {
        self.off(self.by - shift) - self.off(self.by)
    }
    /// A shift of any size, smaller ones likelier, against none: down and up.
    pub(super) fn wide(&self, width: f64) -> (f64, f64) {
        let wider = width * width / self.variance;
        let shrunk = (1.0 + wider).sqrt();
        let both = -shrunk.ln() + self.off(self.by / shrunk) - self.off(self.by) + LN_2;
        let z = self.by / self.variance.sqrt() * (wider.sqrt() / shrunk);
        (both + ln_below(-z), both + ln_below(z))
    }
}

pub(super) fn ratio(logs: &[(f64, usize)]) -> f64 {
    let most = logs.iter().map(|one| one.0).fold(f64::NEG_INFINITY, f64::max);
    if most.is_finite() { most + logs.iter().map(|one| (one.0 - most).exp()).sum::<f64>().ln() } else { most }
}

pub(super) fn log_mean<const N: usize>(logs: [f64; N]) -> f64 {
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most + (logs.iter().map(|one| (one - most).exp()).sum::<f64>() / N as f64).ln()
}

/// ln(1 + e^x): the log of a ratio that stops at nothing instead of going far below it.
pub(super) fn softly(x: f64) -> f64 {
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
