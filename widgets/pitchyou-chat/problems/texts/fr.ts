// What stands in the way of a chat, in French.
import type { ProblemTexts } from "../texts.ts";

export const texts: ProblemTexts = {
  emptyTitle: "Aucune candidature choisie",
  empty: "Dès qu’une candidature est choisie, la discussion avec la personne peut s’ouvrir ici.",
  expiredTitle: "Votre session a expiré",
  expired: "Reconnectez-vous, puis ouvrez de nouveau la discussion.",
  blockedTitle: "La discussion ne peut pas s’ouvrir ici",
  blockedOrigin: "L’adresse de cette page n’est pas autorisée. Qui exploite votre logiciel de recrutement peut l’autoriser.",
  blockedGrant: "Vous n’avez pas le droit de discuter. Qui administre votre logiciel de recrutement peut vous l’accorder.",
  blockedSetup: "La discussion n’est pas encore configurée. Qui exploite votre logiciel de recrutement peut le faire.",
  blockedPage: "Cette page n’admet pas la discussion. Un nouvel onglet convient.",
  contract:
    "PitchYou refuse le chat à votre entreprise : il fait l’objet d’une partie distincte du contrat. La personne qui administre votre logiciel de recrutement peut régler cela.",
  vendor: "PitchYou ne répond pas pour le moment. Rien n’est perdu ; réessayez dans un instant.",
  unknown: "PitchYou ne connaît pas cette candidature.",
};
