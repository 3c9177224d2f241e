using System.Collections.Immutable;

namespace Arise.Baselines.TemplateMatching;

/// <summary>What polyhedral template matching looks for.</summary>
public sealed record TemplateMatchingSettings
{
    /// <summary>All types that can be matched, in the order in which they are tried.</summary>
    public static ImmutableArray<LocalStructure> AllTypes { get; } =
    [
        LocalStructure.SimpleCubic, LocalStructure.Fcc, LocalStructure.Hcp, LocalStructure.Icosahedral,
        LocalStructure.Bcc, LocalStructure.CubicDiamond, LocalStructure.HexagonalDiamond, LocalStructure.Graphene,
    ];

    /// <summary>The types that an atom may get: all by default. The order does not matter.</summary>
    public IReadOnlyList<LocalStructure> Types { get; init; } = AllTypes;

    /// <summary>
    /// An atom whose best match has a larger root-mean-square deviation than this, in units of the mean distance of the
    /// neighbors, is <see cref="LocalStructure.Other"/>. Infinity for no limit. Default 0.1, as in OVITO; hot crystals
    /// need 0.15.
    /// </summary>
    public double RmsdCutoff { get; init; } = 0.1;

    /// <summary>Threads, 0 for one per processor; the matches do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Refuses settings out of range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the parameter name says which.</exception>
    public void Validate()
    {
        Setting.Require(Types.Count > 0, nameof(Types), "No type to match: at least one is needed.");
        foreach (LocalStructure type in Types)
        {
            Setting.Require(
                AllTypes.Contains(type), nameof(Types),
                $"No template of the type {type}: {string.Join(", ", AllTypes)} are possible.");
        }

        Setting.Require(
            RmsdCutoff > 0, nameof(RmsdCutoff), $"An RMSD cutoff of {RmsdCutoff}: it must be above 0.");
        Setting.RequireThreads(Threads);
    }
}
