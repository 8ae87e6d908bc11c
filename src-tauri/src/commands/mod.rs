//! The commands the window may call: one list for the handler that ships and for the bindings.
//! Rules are the engine's; what is kept between calls is in `session`.

pub mod agenda;
pub mod backups;
pub mod context;
pub mod diagnostics;
pub mod follow_ups;
pub mod goals;
pub mod inbox;
pub mod indicators;
pub mod life;
pub mod meetings;
pub mod notes;
pub mod observations;
pub mod packets;
pub mod people;
pub mod prompts;
pub mod questions;
pub mod restore;
pub mod settings;
pub mod steps;
pub mod templates;
pub mod today;
pub mod transfer;
pub mod vaults;

/// The one list of commands, handed to whatever macro wants it. `build.rs` reads it too.
macro_rules! every_command {
    ($($then:ident)::+) => {
        $($then)::+![
            vaults::vaults,
            vaults::create_vault,
            vaults::unlock,
            vaults::unlock_wait,
            vaults::vault_holder,
            vaults::still_here,
            vaults::stand_at,
            vaults::copy_secret,
            vaults::lock_now,
            vaults::close_window,
            vaults::session,
            vaults::judge_passphrase,
            vaults::suggest_passphrase,
            vaults::recovery_words,
            vaults::save_recovery_sheet,
            vaults::change_passphrase,
            backups::vault_notices,
            backups::backups,
            backups::backup_holdings,
            backups::back_up,
            backups::save_backup,
            backups::compare_backup,
            backups::switch_to_backup,
            backups::check_vault,
            backups::rotate_keys,
            backups::erase_person,
            backups::retention_review,
            backups::set_retention,
            backups::close_retention_review,
            backups::remove_past,
            backups::set_hold,
            restore::closed_backups,
            restore::pick_backup,
            restore::open_backup,
            restore::second_folder,
            restore::pick_second_folder,
            restore::forget_second_folder,
            diagnostics::save_diagnostics,
            settings::settings,
            settings::edit_settings,
            settings::hold_capture_keys,
            packets::preview_packet,
            packets::save_packet,
            transfer::plan_import,
            transfer::plan_check_ins,
            transfer::run_import,
            transfer::export_folder,
            transfer::load_sample_team,
            people::team,
            people::edit_team,
            people::sidebar,
            people::person,
            people::add_person,
            people::edit_person,
            life::archive_person,
            life::restore_person,
            life::archived_people,
            life::set_role,
            life::remove_role,
            life::add_absence,
            life::edit_absence,
            life::remove_absence,
            questions::questions,
            questions::add_question,
            questions::remove_question,
            questions::set_weeks_apart,
            templates::templates,
            templates::add_template,
            templates::edit_template,
            templates::reset_template,
            templates::apply_template,
            people::add_capture,
            people::sort_capture,
            meetings::start_meeting,
            meetings::meeting,
            meetings::end_meeting,
            meetings::plan_meeting,
            meetings::move_meeting,
            meetings::miss_meeting,
            meetings::set_next_meeting,
            meetings::move_next_meeting,
            meetings::miss_next_meeting,
            meetings::remove_meeting,
            meetings::set_topics,
            meetings::set_reflection,
            agenda::agenda,
            agenda::add_agenda_item,
            agenda::edit_agenda_item,
            agenda::discuss_agenda_item,
            agenda::reopen_agenda_item,
            agenda::remove_agenda_item,
            agenda::order_agenda,
            notes::note,
            notes::save_note,
            notes::add_note,
            notes::remove_note,
            notes::notes,
            notes::read_line,
            notes::link_targets,
            notes::note_history,
            notes::note_difference,
            notes::restore_text,
            notes::trash,
            notes::restore_note,
            notes::empty_trash,
            inbox::inbox,
            inbox::sort_capture_into,
            inbox::add_feedback,
            inbox::tell_feedback,
            inbox::remove_feedback,
            follow_ups::follow_ups,
            follow_ups::add_follow_up,
            follow_ups::edit_follow_up,
            follow_ups::keep_follow_up,
            follow_ups::reopen_follow_up,
            follow_ups::drop_follow_up,
            follow_ups::nudge_follow_up,
            follow_ups::change_follow_ups,
            observations::observe,
            observations::check_in,
            observations::trends,
            prompts::prompts,
            prompts::close_prompt,
            prompts::prompt_record,
            prompts::fresh_start,
            prompts::remove_fresh_start,
            prompts::alarm_budget,
            prompts::set_alarm_budget,
            prompts::quarter,
            indicators::check_in_choices,
            indicators::choose_keeping,
            indicators::ask_check_ins,
            indicators::stop_check_ins,
            indicators::add_indicator,
            indicators::edit_indicator,
            indicators::order_indicators,
            indicators::retire_indicator,
            indicators::restore_indicator,
            context::add_context_band,
            context::edit_context_band,
            context::remove_context_band,
            goals::goals,
            goals::add_goal,
            goals::edit_goal,
            goals::remove_goal,
            goals::check_in_goal,
            goals::add_evidence,
            goals::edit_evidence,
            goals::remove_evidence,
            today::today,
            today::brief,
            today::search,
            today::attention,
            steps::last_step,
            steps::undo,
            steps::redo,
        ]
    };
}

/// Answers the window's calls.
pub fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
    every_command!(tauri::generate_handler)
}

#[cfg(test)]
mod bindings;
#[cfg(test)]
mod proof;
