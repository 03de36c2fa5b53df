//! How components read the state and act on it.

use std::rc::Rc;

use yew::prelude::*;

use super::{Host, Watcher};
use crate::app::App;

/// Hands the application down to [`use_app`] and [`use_part`]. Everything that uses them stands within it.
#[component]
pub fn HostProvider(props: &HostProviderProps) -> Html {
    html! { <ContextProvider<Option<Host>> context={Some(props.host.clone())}>{ props.children.clone() }</ContextProvider<Option<Host>>> }
}

/// See [`HostProvider`].
#[derive(Clone, PartialEq, Properties)]
pub struct HostProviderProps {
    /// The application.
    pub host: Host,
    /// What stands within it.
    #[prop_or_default]
    pub children: Html,
}

/// The running application. Reading it here does not render again when it changes; see [`use_part`].
#[hook]
pub fn use_app() -> Host {
    // A component outside the provider shows an application of its own rather than nothing.
    let given = use_context::<Option<Host>>().flatten();
    let own = use_mut_ref(|| None::<Host>);
    given.unwrap_or_else(|| own.borrow_mut().get_or_insert_with(Host::start).clone())
}

/// A part of the state; the component is rendered again whenever it has changed.
#[hook]
pub fn use_part<T: Clone + PartialEq + 'static>(part: impl Fn(&App) -> T + 'static) -> T {
    let host = use_app();
    let redraw = use_force_update();
    let value = host.read(&part);
    // Whether what the component shows still holds, by its newest rendering.
    let holds = use_mut_ref(|| None::<Rc<dyn Fn(&App) -> bool>>);
    let shown = value.clone();
    *holds.borrow_mut() = Some(Rc::new(move |app| part(app) == shown));
    use_effect_with(host, move |host| {
        let (host, watched) = (host.clone(), host.clone());
        let watcher: Watcher = Rc::new(move || {
            let holds = holds.borrow().clone();
            if holds.is_some_and(|holds| !watched.read(|app| holds(app))) {
                redraw.force_update();
            }
        });
        // It may have changed between the rendering and now.
        watcher();
        let id = host.watch(watcher);
        move || host.unwatch(id)
    });
    value
}
