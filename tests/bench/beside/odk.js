// The smallest page that shows a form with ODK Web Forms, as its own README does it: `?form=NAME` opens NAME.xml.
import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';

const name = new URLSearchParams(location.search).get('form');
const formXml = await (await fetch(`${name}.xml`)).text();
const fetchFormAttachment = (resource) => fetch(String(resource.href ?? resource).split('/').pop());
createApp({ render: () => h(OdkWebForm, { formXml, fetchFormAttachment }) }).use(webFormsPlugin).mount('#app');
