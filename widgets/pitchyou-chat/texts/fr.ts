// The chat in French.
import type { ChatTexts } from "../texts.ts";

export const texts: ChatTexts = {
  title: "Discussion par WhatsApp",
  intro: "Vos messages arrivent dans le WhatsApp de la personne candidate, ses réponses s’affichent ici. Vous-même n’avez pas besoin de WhatsApp.",
  signedBy: "Signé « {name} ».",
  signed: "Signé de votre nom.",
  uses: "Pratique pour demander d’autres documents ou fixer un entretien.",
  window: "WhatsApp ne transmet de texte libre que dans les 24 heures qui suivent le dernier message de la personne. Impossible de voir ici si ce délai court encore.",
  open: "Ouvrir la discussion",
  openTab: "Ouvrir dans un nouvel onglet",
  newTab: "ouvre un nouvel onglet",
  close: "Fermer la discussion",
  loading: "Ouverture de la discussion…",
  frame: "Discussion avec la personne candidate",
  slow: "C’est plus long que d’habitude. La discussion ne peut peut-être pas s’afficher ici ; un nouvel onglet convient.",
  inTab: "La discussion est ouverte dans un autre onglet.",
  popup: "Le navigateur n’a pas ouvert de fenêtre. Ce lien le fera :",
  retry: "Réessayer",
  test: "Environnement de test",
  offlineTitle: "Pas de connexion internet",
  offline: "Rien n’est perdu. La discussion pourra s’ouvrir dès que vous serez de nouveau en ligne.",
  errorTitle: "La discussion ne s’est pas ouverte",
  error: "Rien n’est perdu. Réessayez dans un instant.",
};
