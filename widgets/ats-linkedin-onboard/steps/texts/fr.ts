// What became of each integration, in French.
import type { StepTexts } from "../texts.ts";

export const texts: StepTexts = {
  count: "{done} sur {all} activés",
  refresh: "Vérifier maintenant",
  company: "Entreprise",
  contract: "Contrat",
  requested: "Demandé",
  ready: "Partenaire prêt",
  enabled: "Activé",
  done: "fait",
  underWay: "en cours",
  needed: "une action est requise",
  waiting: "en attente",
  forUs: "Pour nous :",
  forAdmin: "Pour votre administrateur LinkedIn :",
  forNobody: "Terminé :",
  doRequested: "nous le préparons avec LinkedIn. Cela prend quelques secondes.",
  doReady: "dans Recruiter, ouvrir les paramètres du produit (« Product settings »), puis l’onglet « ATS », et l’activer.",
  doEnabled: "c’est activé chez LinkedIn.",
  refusedItem: "LinkedIn a refusé ceci :",
  refusedItemNext: "Les autres ne sont pas concernés. Nous réessayons de nous-mêmes ; si cela dure, transmettez le code.",
};
