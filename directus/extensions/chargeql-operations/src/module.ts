import { defineModule } from '@directus/extensions-sdk';
import BoardPage from './board/board-page.vue';
import CampaignPage from './campaigns/campaign-page.vue';
import CampaignsPage from './campaigns/campaigns-page.vue';
import NewCampaignPage from './campaigns/new-campaign-page.vue';
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
    // From a station's form in Directus, which puts its id into the address as it is.
    {
      path: 'stations',
      redirect: ({ query }) => ({
        path: `/operations/stations/${encodeURIComponent(String(query.id ?? ''))}`,
        query: {},
      }),
    },
    { path: 'stations/:id/:tab?', component: StationPage },
    { path: 'commands', component: CommandsPage },
    { path: 'campaigns', component: CampaignsPage },
    { path: 'campaigns/new', component: NewCampaignPage },
    { path: 'campaigns/:id', component: CampaignPage },
    { path: 'trace', component: TracePage },
    { path: 'inboxes/:box?', component: InboxPage },
  ],
});
