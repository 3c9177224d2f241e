namespace Arise.Sharding;

/// <summary>A file that a run reads.</summary>
/// <param name="File">Its name as the command line gives it.</param>
/// <param name="Sha256">SHA-256 of its bytes; null for what can be read only once, such as a pipe.</param>
public sealed record RunInput(string File, string? Sha256);
