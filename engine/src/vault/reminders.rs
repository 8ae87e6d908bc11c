//! What the manager is to be reminded of now, read anew each time.
//! What was told already, and in which words, is in `model/reminder`.

use super::rows::Text;
use super::{Now, Vault, calendar};
use crate::error::Result;
use crate::model::reminder::{Reminder, is_soon};
use rusqlite::params;

impl Vault {
    /// 1:1s of the next ten minutes that have not begun, then the manager's promises due today, if there are any.
    pub fn reminders(&self, now: Now) -> Result<Vec<Reminder>> {
        let today = now.date_naive();
        let (mut due, mut count, mut to) = (Vec::new(), 0, Vec::new());
        for person in calendar::present(&self.conn)? {
            let meetings = calendar::meetings(&self.conn, person.id)?;
            let next = calendar::next(&self.conn, &person, &meetings, now)?.map(|next| next.at);
            if let Some(at) = next.filter(|at| is_soon(*at, now.naive_local())) {
                due.push(Reminder::Meeting { person: person.id, name: person.short_name.clone(), at });
            }
            // One put off to a later day is told of then.
            let sql =
                "SELECT count(*) FROM follow_ups WHERE person = ?1 AND owner = 'me' AND state = 'open' AND due = ?2
                AND coalesce(nudge_on, '') <= ?2 AND deleted_at IS NULL";
            let theirs: u32 =
                self.conn.prepare_cached(sql)?.query_row(params![Text(person.id), Text(today)], |row| row.get(0))?;
            if theirs > 0 {
                count += theirs;
                to.push(person.short_name);
            }
        }
        if count > 0 {
            due.push(Reminder::Promises { on: today, count, to });
        }
        Ok(due)
    }
}
