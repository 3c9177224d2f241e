namespace Arise.Baselines.SpaceGroups;

/// <summary>The system library spglib is not installed, or a structure has no space group.</summary>
/// <param name="message">One sentence for the user.</param>
public sealed class SpglibException(string message) : AriseException(message);
