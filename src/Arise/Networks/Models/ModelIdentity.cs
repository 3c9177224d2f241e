namespace Arise.Networks.Models;

/// <summary>Which model made a result.</summary>
/// <param name="Name">What it is called: that of a shipped model, or of its file.</param>
/// <param name="Sha256">
/// SHA-256 of its shape, weights, labels, descriptor settings and measure of novelty, hexadecimal.
/// </param>
public sealed record ModelIdentity(string Name, string Sha256);
