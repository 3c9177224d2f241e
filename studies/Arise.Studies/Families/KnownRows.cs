using Arise.Samples;

namespace Arise.Studies.Families;

/// <summary>Crystals of the classes kind by kind, as the verdict is calibrated on, with another seed.</summary>
internal static class KnownRows
{
    private const int Each = 1000;

    /// <summary>Adds the rows.</summary>
    public static void Add(FamilyBench bench)
    {
        var known = new KnownCrystals(bench.Prototypes);
        foreach ((int k, KnownCrystals.Kind kind) in known.Kinds.Index())
        {
            if (kind.Classes.Count == 0)
                continue;
            bench.Measure("known", kind.Name, bench.Number(Each), number =>
            {
                CrystalClass one = kind.Classes[number % kind.Classes.Count];
                return FamilyBench.Known(
                    kind.Make(one, bench.Draws(100 + k, number)), one.Prototype.Label);
            });
        }
    }
}
