//! Everything Rapport knows and does.
