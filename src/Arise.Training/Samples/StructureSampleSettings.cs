using System.Globalization;

namespace Arise.Samples;

/// <summary>How many structures of every kind <see cref="StructureSamples"/> makes.</summary>
public sealed record StructureSampleSettings
{
    private const int Most = 100_000;

    /// <summary>Seed of everything that is random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Crystals of each class; of common ones up to six times as many.</summary>
    public int CrystalsPerClass { get; init; } = 360;

    /// <summary>
    /// Number of the first class that has <see cref="CrystalsPerNewClass"/> crystals instead: of an extension, whose
    /// old classes are only kept in mind.
    /// </summary>
    internal int FirstNewClass { get; init; } = int.MaxValue;

    /// <summary>Crystals of each new class of an extension.</summary>
    internal int CrystalsPerNewClass { get; init; }

    /// <summary>Structures cut out of one sample of matter in which the class of every atom is known.</summary>
    public int PiecesPerSample { get; init; } = 4;

    /// <summary>The samples of matter that pieces are cut out of: stackings, fronts, melts, other crystals.</summary>
    public AtomSampleSettings Matter { get; init; } = new()
    {
        CrystalsPerElement = 0,
        CrystalsPerCompound = 0,
        Stackings = 500,
        TetrahedralStackings = 150,
        Fronts = 150,
        Interfaces = 500,
        GrainBoundaries = 150,
        Polycrystals = 20,
        OtherCrystals = 20,
        BetweenClasses = 560,
        DestroyedCrystals = 250,
        OrderDomains = 80,
        Gases = 60,
        RandomCrystals = 500,
        RandomLayers = 400,
        Packings = 500,
        Simulations = 1,
    };

    /// <summary>The settings of a smaller or larger set: every count, times a factor.</summary>
    /// <param name="factor">The factor, above 0; with a small one rare kinds vanish.</param>
    /// <exception cref="ArgumentException">The factor is out of range.</exception>
    public StructureSampleSettings Times(double factor)
    {
        AtomSampleSettings matter = Matter.Times(factor);
        return this with
        {
            CrystalsPerClass = (int)Math.Min(Math.Round(CrystalsPerClass * factor), Most),
            Matter = matter,
        };
    }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter is the property.</exception>
    public void Validate()
    {
        Setting.RequireCount(CrystalsPerClass, 0, Most, nameof(CrystalsPerClass), "crystals of a class");
        Setting.RequireCount(PiecesPerSample, 0, 1000, nameof(PiecesPerSample), "pieces of a sample");
        Matter.Validate();
    }

    /// <summary>Everything that decides what is made.</summary>
    internal string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"structures 1 {Seed} {CrystalsPerClass} {FirstNewClass} {CrystalsPerNewClass} {PiecesPerSample} {Matter}");
}
