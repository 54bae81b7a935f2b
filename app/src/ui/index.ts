import type { Core } from "../worker/index.ts";
import { App } from "./frame/app.ts";
import { keepShell } from "./frame/shell.ts";
import { AttachmentView } from "./screens/attachment.ts";
import { Composer } from "./screens/composer.ts";
import { ConversationActions } from "./screens/conversation-actions.ts";
import { ConversationScreen } from "./screens/conversation.ts";
import { ConversationsScreen } from "./screens/conversations.ts";
import { EnrolmentScreen } from "./screens/enrolment.ts";
import { MessageActions } from "./screens/message-actions.ts";
import { NoticeScreen } from "./screens/notice.ts";
import { PeopleScreen } from "./screens/people.ts";
import { SendFiles } from "./screens/send-files.ts";
import { SettingsScreen } from "./screens/settings.ts";
import { SignInScreen } from "./screens/sign-in.ts";
import { Thread } from "./screens/thread.ts";

const elements = {
  "konsil-app": App,
  "konsil-sign-in": SignInScreen,
  "konsil-enrolment": EnrolmentScreen,
  "konsil-notice": NoticeScreen,
  "konsil-conversations": ConversationsScreen,
  "konsil-people": PeopleScreen,
  "konsil-conversation": ConversationScreen,
  "konsil-thread": Thread,
  "konsil-attachment": AttachmentView,
  "konsil-send-files": SendFiles,
  "konsil-message-actions": MessageActions,
  "konsil-conversation-actions": ConversationActions,
  "konsil-composer": Composer,
  "konsil-settings": SettingsScreen,
};

/** Shows the app in this page, on top of the core. */
export function showApp(core: Core): void {
  for (const [name, element] of Object.entries(elements)) {
    customElements.define(name, element);
  }
  const app = new App();
  app.core = core;
  document.body.replaceChildren(app);
  // Browsers refuse a service worker under a root they do not know; the app then only opens with a connection.
  keepShell((load) => {
    app.newVersion = load;
  }).catch((thrown: unknown) => {
    console.warn("konsil", "shell not kept", thrown instanceof Error ? thrown.name : "");
  });
}
