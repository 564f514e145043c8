// LinkedIn onboarding in French.
import type { OnboardTexts } from "../texts.ts";

export const texts: OnboardTexts = {
  title: "Connecter LinkedIn Recruiter",
  test: "Environnement de test",
  loading: "Chargement de LinkedIn…",
  wrong: "Cela ne fonctionne pas pour le moment. Rien n’est perdu, et nous réessayons de nous-mêmes.",

  status: "Où en sont les choses",
  empty: "Rien n’a encore été demandé. Ce que vous demandez dans la fenêtre de LinkedIn apparaît ici, étape par étape.",

  saved: "Enregistré sur cet appareil, envoi en cours…",
  later: "Enregistré sur cet appareil. L’envoi se fera dès que possible, au plus tard quand vous reviendrez sur cette page.",
  unsaved: "Envoi en cours… Laissez cette page ouverte jusqu’à la fin.",

  before: "Avant de commencer",
  seat: "Vous avez une licence Recruiter complète ; Recruiter Lite ne suffit pas",
  admin: "Vous êtes administrateur du contrat Recruiter",
  signedIn: "Vous êtes connecté à Recruiter dans ce navigateur",
  cookies: "Votre navigateur accepte les cookies tiers de linkedin.com",
  known: "LinkedIn connaît l’adresse de cette page",
  let: "Cette page accepte la fenêtre de LinkedIn",
  checked: "vérifié",
  unmet: "non rempli",
  yours: "à vérifier",
  plugin: "Demander dans la fenêtre de LinkedIn",
  how: "Ce que vous y faites",
  trouble: "Si la fenêtre de LinkedIn ne vous aide pas",
};
