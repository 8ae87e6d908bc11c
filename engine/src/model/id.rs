//! Typed ids, one for each noun.
//! How they are made (time and randomness) is the vault's business.

/// An id type around a UUIDv7.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "bindings", derive(specta::Type))]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )+};
}

ids! {
    /// A person.
    PersonId,
    /// A meeting.
    MeetingId,
    /// A note.
    NoteId,
    /// An agenda item.
    AgendaItemId,
    /// A follow-up.
    FollowUpId,
    /// An indicator.
    IndicatorId,
    /// A stretch of days with a reason.
    ContextBandId,
    /// A goal.
    GoalId,
    /// A milestone.
    MilestoneId,
    /// A piece of evidence.
    EvidenceId,
    /// A capture.
    CaptureId,
    /// A topic.
    TopicId,
    /// A stretch without 1:1s.
    AbsenceId,
    /// A question of one's own.
    QuestionId,
    /// Praise or feedback to be told.
    FeedbackId,
}
