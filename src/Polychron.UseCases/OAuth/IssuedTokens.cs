namespace Polychron.UseCases.OAuth;

/// <summary>The texts of a pair of tokens, which are nowhere else.</summary>
/// <param name="AccessToken">The access token: a bearer token in every dialect.</param>
/// <param name="RefreshToken">The refresh token: good once.</param>
public sealed record IssuedTokens(string AccessToken, string RefreshToken);
