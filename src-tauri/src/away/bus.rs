//! What a Linux desktop says over D-Bus: the screen is locked, the computer goes to sleep, another user takes over.
//! Listened to over this computer's own sockets; what follows is in the parent module. What is said there is in `remind`.

use super::leave;
use gio::glib::{Variant, VariantDict, VariantTy};
use gio::{BusType, Cancellable, DBusCallFlags, DBusConnection, DBusSignalFlags, UnixFDList};
use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use tauri::AppHandle;

/// Names the desktop's bus where it is not the usual socket.
const USER_BUS: &str = "DBUS_SESSION_BUS_ADDRESS";
const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// Each desktop's own name for the same signal, `ActiveChanged`.
const SCREEN_SAVERS: [&str; 5] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
];

thread_local! {
    /// Keeps the connections open, on the main thread.
    static CONNECTIONS: RefCell<Vec<DBusConnection>> = const { RefCell::new(Vec::new()) };
    /// While this is held the system waits a moment before it sleeps.
    static BEFORE_SLEEP: RefCell<Option<UnixFDList>> = const { RefCell::new(None) };
}

/// Listens from now on; a computer without either bus is left to the clocks.
pub fn listen(app: &AppHandle) {
    let system = app.clone();
    connect(BusType::System, "DBUS_SYSTEM_BUS_ADDRESS", "/run/dbus/system_bus_socket", move |bus| {
        wait_for_sleep(bus, &system);
        wait_for_the_session(bus, &system);
    });
    let user = app.clone();
    connect(BusType::Session, USER_BUS, &user_socket(), move |bus| wait_for_the_screen(bus, &user));
}

/// The desktop's bus, to say something on it; none on a computer without one.
pub fn session() -> Option<DBusConnection> {
    let bus = is_local(USER_BUS, &user_socket())
        .then(|| gio::bus_get_sync(BusType::Session, None::<&Cancellable>).ok())
        .flatten()?;
    bus.set_exit_on_close(false);
    Some(bus)
}

fn user_socket() -> String {
    std::env::var("XDG_RUNTIME_DIR").unwrap_or_default() + "/bus"
}

/// SECURITY: a socket of this computer, never the network, and no bus that is not there is started.
fn is_local(address: &str, socket: &str) -> bool {
    std::env::var(address).map_or_else(|_| Path::new(socket).exists(), |at| at.starts_with("unix:"))
}

fn connect(kind: BusType, address: &str, socket: &str, then: impl FnOnce(&DBusConnection) + 'static) {
    if !is_local(address, socket) {
        return;
    }
    gio::bus_get(kind, None::<&Cancellable>, move |bus| {
        let Ok(bus) = bus else { return };
        // Otherwise the end of the bus would be the end of the app.
        bus.set_exit_on_close(false);
        then(&bus);
        CONNECTIONS.with_borrow_mut(|kept| kept.push(bus));
    });
}

/// `Lock` of this session, and `Active` when another user takes the seat (logind's D-Bus API, org.freedesktop.login1).
fn wait_for_the_session(bus: &DBusConnection, app: &AppHandle) {
    // Until logind has said which session is ours, any of them counts.
    let ours = Rc::new(RefCell::new(None::<String>));
    let is_ours = |ours: &RefCell<Option<String>>, path: &str| ours.borrow().as_deref().is_none_or(|our| our == path);

    let (to, known) = (app.clone(), ours.clone());
    on_signal(bus, SESSION, "Lock", None, move |path, _| {
        if is_ours(&known, path) {
            leave(&to, || {});
        }
    });
    let (to, known) = (app.clone(), ours.clone());
    on_signal(bus, PROPERTIES, "PropertiesChanged", Some(SESSION), move |path, body| {
        let changed = body.try_child_value(1).filter(|changed| changed.is_type(VariantTy::VARDICT));
        let active = changed.and_then(|changed| VariantDict::new(Some(&changed)).lookup::<bool>("Active").ok()?);
        if is_ours(&known, path) && active == Some(false) {
            leave(&to, || {});
        }
    });

    let id = std::env::var("XDG_SESSION_ID").unwrap_or_else(|_| "auto".to_owned());
    let found = move |answer: Result<Variant, gio::glib::Error>| {
        *ours.borrow_mut() = answer.ok().and_then(|path| path.try_child_value(0)?.str().map(str::to_owned));
    };
    let manager = "/org/freedesktop/login1";
    let flags = DBusCallFlags::NO_AUTO_START;
    let id = Variant::tuple_from_iter([Variant::from(id)]);
    bus.call(Some(LOGIND), manager, MANAGER, "GetSession", Some(&id), None, flags, 2000, None::<&Cancellable>, found);
}

/// `PrepareForSleep`, with a lock that makes the system wait until the vault is closed.
fn wait_for_sleep(bus: &DBusConnection, app: &AppHandle) {
    let (to, again) = (app.clone(), bus.clone());
    on_signal(bus, MANAGER, "PrepareForSleep", None, move |_, body| {
        if says_yes(body) {
            let main = to.clone();
            leave(&to, move || {
                // The lock is let go of where it was taken; a main thread that is gone has none.
                let _ = main.run_on_main_thread(|| BEFORE_SLEEP.set(None));
            });
        } else {
            hold_sleep(&again);
        }
    });
    hold_sleep(bus);
}

/// Asks logind to wait a few seconds before it sleeps; without it the vault is locked as soon as can be.
fn hold_sleep(bus: &DBusConnection) {
    let words = ["sleep", "Rapport", "Locks the vault first", "delay"];
    let words = Variant::tuple_from_iter(words.map(Variant::from));
    bus.call_with_unix_fd_list(
        Some(LOGIND),
        "/org/freedesktop/login1",
        MANAGER,
        "Inhibit",
        Some(&words),
        None,
        DBusCallFlags::NO_AUTO_START,
        2000,
        None::<&UnixFDList>,
        None::<&Cancellable>,
        |answer| BEFORE_SLEEP.set(answer.ok().map(|(_, held)| held)),
    );
}

/// `ActiveChanged(true)`: the screen saver, which on today's desktops is the lock.
fn wait_for_the_screen(bus: &DBusConnection, app: &AppHandle) {
    for saver in SCREEN_SAVERS {
        let to = app.clone();
        on_signal(bus, saver, "ActiveChanged", None, move |_, body| {
            if says_yes(body) {
                leave(&to, || {});
            }
        });
    }
}

/// Whether a signal's first word is true; a body of another shape says nothing.
fn says_yes(body: &Variant) -> bool {
    body.try_child_value(0).and_then(|first| first.get::<bool>()) == Some(true)
}

/// Calls `act` with path and body of each signal of that name, whoever sent it: all it can do is lock.
fn on_signal(
    bus: &DBusConnection,
    interface: &str,
    member: &str,
    about: Option<&str>,
    act: impl Fn(&str, &Variant) + 'static,
) {
    let flags = DBusSignalFlags::NONE;
    // Never unsubscribed: the app listens as long as it runs.
    let _ =
        bus.signal_subscribe(None, Some(interface), Some(member), None, about, flags, move |_, _, path, _, _, body| {
            act(path, body);
        });
}
