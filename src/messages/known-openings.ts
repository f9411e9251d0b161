/**
 * How the French sentences begin that people look for: a tool like this one said them for years, and they stand in wikis and tickets.
 * What happened comes after them.
 */
export const knownOpenings = {
  authentication: "Impossible de s'authentifier avec l'API",
  creation: 'Erreur lors de la création',
  noUsers: 'Aucun utilisateur trouvé',
} as const;
