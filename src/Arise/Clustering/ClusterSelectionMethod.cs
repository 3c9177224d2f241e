using System.Text.Json.Serialization;

namespace Arise.Clustering;

/// <summary>Which clusters of the condensed tree are taken.</summary>
public enum ClusterSelectionMethod
{
    /// <summary>Those whose stabilities have the largest sum, none inside another (excess of mass).</summary>
    [JsonStringEnumMemberName("eom")]
    ExcessOfMass,

    /// <summary>Those that do not split any further: many small and even ones.</summary>
    Leaf,
}
