namespace Arise.Tests.Architecture;

/// <summary>A room of the house: a namespace of the library.</summary>
/// <param name="Name">The namespace behind "Arise."; "" for the root.</param>
/// <param name="What">What is in it, in a few words.</param>
/// <param name="KnowsAtoms">Whether it may use a room that knows atoms.</param>
internal sealed record Room(string Name, string What, bool KnowsAtoms);
