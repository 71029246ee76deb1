import { defineModule } from '@directus/extensions-sdk';
import BoardPage from './board/board-page.vue';
import CommandsPage from './commands/commands-page.vue';
import InboxPage from './inboxes/inbox-page.vue';
import StationPage from './station/station-page.vue';
import TracePage from './trace/trace-page.vue';

export default defineModule({
  id: 'operations',
  name: 'Operations',
  icon: 'ev_station',
  routes: [
    { path: '', component: BoardPage },
    { path: 'stations/:id/:tab?', component: StationPage },
    { path: 'commands', component: CommandsPage },
    { path: 'trace', component: TracePage },
    { path: 'inboxes/:box?', component: InboxPage },
  ],
});
