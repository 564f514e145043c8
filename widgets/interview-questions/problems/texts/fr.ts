// What stands in the way of the interview questions, in French.
import type { ProblemTexts } from "../texts.ts";

export const texts: ProblemTexts = {
  retry: "Réessayer",
  missingTitle: "Aucun poste sélectionné",
  missing: "Dès qu’un poste est sélectionné, ses questions d’entretien apparaissent ici.",
  notLinkedTitle: "Pas encore de projet d’entretien pour ce poste",
  notLinked:
    "Il apparaîtra ici de lui-même dès que le poste aura été transmis à la suite d’entretien. Un projet existant peut être associé par la personne qui gère votre logiciel de recrutement.",
  noQuestionsTitle: "Le projet n’a pas encore de questions",
  noQuestions: "Ajoutez-les dans la suite d’entretien ; elles apparaîtront ici d’elles-mêmes.",
  popupTitle: "Le navigateur n’a pas ouvert de nouvel onglet",
  popup: "Le lien ci-dessous mène au même endroit.",
  offlineTitle: "Pas de connexion Internet",
  offline: "Rien n’est perdu. Tout reprendra dès que vous serez de nouveau en ligne.",
  sessionTitle: "Votre session a expiré",
  session: "Reconnectez-vous, et tout reprendra ici.",
  grantTitle: "Vous n’avez pas accès à ces questions",
  grant: "La personne qui administre votre logiciel de recrutement peut vous l’accorder.",
  setupTitle: "Les questions ne peuvent pas encore s’afficher ici",
  setup: "La personne qui gère votre logiciel de recrutement peut y remédier. Le code indique ce qui manque.",
  unreachableTitle: "Les questions sont inaccessibles pour l’instant",
  unreachable: "Nous réessayons automatiquement.",
  vendor: "La suite d’entretien ne répond pas ; nous réessayons automatiquement.",
  lastKnown: "L’affichage correspond au dernier état connu.",
  unknownTitle: "Ce poste n’est pas connu ici",
  unknown: "Dès qu’il aura été transmis, ses questions d’entretien apparaîtront ici.",
  openTitle: "La suite d’entretien ne s’est pas ouverte",
  openFailed: "Rien n’est perdu. Réessayez dans un instant.",
  openGrant: "Vous n’y avez pas accès. La personne qui administre votre logiciel de recrutement peut vous l’accorder.",
};
