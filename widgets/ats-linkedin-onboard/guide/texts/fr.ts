// What one does in LinkedIn's window, in French.
import type { GuideTexts } from "../texts.ts";

export const texts: GuideTexts = {
  howSteps: `Connectez-vous si LinkedIn le demande. Si vous avez plusieurs contrats, choisissez-en un.
Demandez les deux accès, pour l’entreprise et pour le contrat, puis enregistrez.
C’est tout : la suite s’affiche sur cette page.`,
  troubleSigns: `Elle ne trouve pas de contrat : il vous faut une licence Recruiter complète, pas Lite, et être administrateur du contrat.
Elle demande sans cesse de vous connecter : connectez-vous à Recruiter dans un autre onglet et acceptez les cookies tiers.
Elle affiche « Notify partner » : cliquez dessus. Votre demande nous parvient alors à nouveau.`,
};
