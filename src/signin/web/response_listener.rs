//! How an answer reaches the page that waits for it: by a message of the
//! window it has opened, or by a channel of its own origin where a policy has
//! cut that window off.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use crate::platform::Listener;

/// The member of a message of www/callback.js that is the answer.
const NAME: &str = "scholar-sign-in";
/// The channel of answers that do not say to whom they belong.
const NOBODYS: &str = "scholar-sign-in:";

/// Where an answer came from.
pub enum Via {
    /// A channel: from a page of the same origin.
    Channel(BroadcastChannel),
    /// A message of a window.
    Message {
        /// The window.
        source: JsValue,
        /// The origin of the page it shows.
        origin: String,
    },
}

impl Via {
    /// Tells the redirect page that its answer has been taken. A window that
    /// this page can still reach is simply closed.
    pub fn thank(&self) {
        if let Self::Channel(channel) = self {
            let _ = channel.post_message(&JsValue::TRUE);
        }
    }
}

type Heard = Rc<dyn Fn(String, Via)>;
type ChannelListener = Closure<dyn FnMut(MessageEvent)>;

/// Listens until it is dropped.
pub struct ResponseListener {
    channels: Vec<(BroadcastChannel, ChannelListener)>,
    _messages: Option<Listener>,
}

impl ResponseListener {
    /// Listens on the attempt's own channel, on the one for answers that do
    /// not say to whom they belong, and for messages of windows.
    pub fn open(own_channel: &str, heard: Heard) -> Self {
        let channels = [own_channel, NOBODYS].into_iter().filter_map(|name| {
            // Pages without an origin of their own have no channels.
            let channel = BroadcastChannel::new(name).ok()?;
            let (heard, via) = (Rc::clone(&heard), channel.clone());
            let listener = ChannelListener::new(move |event: MessageEvent| {
                if let Some(answer) = event.data().as_string() {
                    heard(answer, Via::Channel(via.clone()));
                }
            });
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            Some((channel, listener))
        });
        let channels = channels.collect();
        let messages = Listener::on_window("message", move |event| {
            let event: MessageEvent = event.unchecked_into();
            let data = event.data();
            if !data.is_object() {
                return;
            }
            let answer = Reflect::get(&data, &NAME.into()).ok();
            if let Some(answer) = answer.and_then(|answer| answer.as_string()) {
                let origin = event.origin();
                let source = Reflect::get(&event, &"source".into()).unwrap_or_default();
                heard(answer, Via::Message { source, origin });
            }
        });
        Self {
            channels,
            _messages: messages,
        }
    }
}

impl Drop for ResponseListener {
    fn drop(&mut self) {
        for (channel, _) in &self.channels {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}

/// Passes an answer on to the page that waits for it, and hears whether it was
/// taken: `taken` is called at most once, for as long as this is kept.
pub struct Pass {
    channel: BroadcastChannel,
    _listener: ChannelListener,
}

impl Pass {
    /// `None` where there are no channels.
    pub fn on(channel: &str, answer: &str, taken: impl Fn() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(channel).ok()?;
        let listener = ChannelListener::new(move |event: MessageEvent| {
            if event.data() == JsValue::TRUE {
                taken();
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        channel.post_message(&answer.into()).ok()?;
        Some(Self {
            channel,
            _listener: listener,
        })
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
