namespace Arise.Exploration;

/// <summary>There is too little to explore.</summary>
public sealed class ExplorationException(string message) : AriseException(message);
