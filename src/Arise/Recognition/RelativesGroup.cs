using Arise.Prototypes;

namespace Arise.Recognition;

/// <summary>Close relatives among the classes.</summary>
internal static class RelativesGroup
{
    /// <summary>What the relatives of a class are called together; null where it has none.</summary>
    public static string? Of(Prototype prototype) => null;
}
