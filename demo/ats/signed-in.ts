// Who is signed in: a real ATS takes the user from its own log-in.

export const signedIn = { id: "u-17", name: "Jana Petersen", email: "jana.petersen@nordlicht.example" };

/** The same person as the bridge is told of users. */
export const signedInUser = { id: signedIn.id, firstName: "Jana", lastName: "Petersen", email: signedIn.email, role: "recruiter" } as const;
