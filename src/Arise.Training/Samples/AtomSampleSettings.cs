namespace Arise.Samples;

/// <summary>How many samples of every kind <see cref="AtomSamples"/> makes.</summary>
public sealed record AtomSampleSettings
{
    private const int Most = 100_000;

    /// <summary>Seed of everything that is random.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Crystals of each class of one species; of common ones a multiple.</summary>
    public int CrystalsPerElement { get; init; } = 34;

    /// <summary>Crystals, layers and tubes of each other class; of common ones twice as many.</summary>
    public int CrystalsPerCompound { get; init; } = 16;

    /// <summary>Close-packed stackings with faults.</summary>
    public int Stackings { get; init; } = 700;

    /// <summary>Stackings of double layers of diamond and zinc blende, with faults.</summary>
    public int TetrahedralStackings { get; init; } = 200;

    /// <summary>Halves of a crystal glued to a packing.</summary>
    public int Fronts { get; init; } = 160;

    /// <summary>Halves of two crystals glued together.</summary>
    public int Interfaces { get; init; } = 140;

    /// <summary>Halves of one crystal in two orientations glued together.</summary>
    public int GrainBoundaries { get; init; } = 120;

    /// <summary>Polycrystals of three or four grains.</summary>
    public int Polycrystals { get; init; } = 30;

    /// <summary>Crystals of each type of the table of those that are no class.</summary>
    public int OtherCrystals { get; init; } = 4;

    /// <summary>Crystals between classes, and layers that are no class.</summary>
    public int BetweenClasses { get; init; } = 280;

    /// <summary>Crystals whose atoms have left their sites.</summary>
    public int DestroyedCrystals { get; init; } = 120;

    /// <summary>Domains of an ordered compound and a solid solution on one lattice.</summary>
    public int OrderDomains { get; init; } = 120;

    /// <summary>Gases of atoms and molecules.</summary>
    public int Gases { get; init; } = 60;

    /// <summary>Random crystals, none of the classes.</summary>
    public int RandomCrystals { get; init; } = 300;

    /// <summary>Random layers, none of the classes.</summary>
    public int RandomLayers { get; init; } = 100;

    /// <summary>Dense and loose packings without order.</summary>
    public int Packings { get; init; } = 150;

    /// <summary>How often every simulation runs, each time with other random numbers.</summary>
    public int Simulations { get; init; } = 1;

    /// <summary>Atoms of a sample that become rows.</summary>
    public int Rows { get; init; } = 40;

    /// <summary>
    /// Whether all atoms are told whose class can be told; else many of the most frequent class are left untold, so
    /// that rows drawn at random hold a fair share of all.
    /// </summary>
    internal bool TellsAll { get; init; }

    /// <summary>The settings of a smaller or larger set: every count but that of the rows, times a factor.</summary>
    /// <param name="factor">The factor, above 0; with a small one rare kinds vanish.</param>
    /// <exception cref="ArgumentException">The factor is out of range.</exception>
    public AtomSampleSettings Times(double factor)
    {
        Setting.Require(
            factor is > 0 and <= 100,
            nameof(factor),
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"The share of the samples is {factor}; it must be above 0 and at most 100."));
        return this with
        {
            CrystalsPerElement = Part(CrystalsPerElement),
            CrystalsPerCompound = Part(CrystalsPerCompound),
            Stackings = Part(Stackings),
            TetrahedralStackings = Part(TetrahedralStackings),
            Fronts = Part(Fronts),
            Interfaces = Part(Interfaces),
            GrainBoundaries = Part(GrainBoundaries),
            Polycrystals = Part(Polycrystals),
            OtherCrystals = Part(OtherCrystals),
            BetweenClasses = Part(BetweenClasses),
            DestroyedCrystals = Part(DestroyedCrystals),
            OrderDomains = Part(OrderDomains),
            Gases = Part(Gases),
            RandomCrystals = Part(RandomCrystals),
            RandomLayers = Part(RandomLayers),
            Packings = Part(Packings),
            Simulations = Part(Simulations),
        };

        int Part(int count) => (int)Math.Min(Math.Round(count * factor), Most);
    }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter is the property.</exception>
    public void Validate()
    {
        Setting.RequireCount(CrystalsPerElement, 0, Most, nameof(CrystalsPerElement), "crystals of an element");
        Setting.RequireCount(CrystalsPerCompound, 0, Most, nameof(CrystalsPerCompound), "crystals of a compound");
        Setting.RequireCount(Stackings, 0, Most, nameof(Stackings), "stackings");
        Setting.RequireCount(TetrahedralStackings, 0, Most, nameof(TetrahedralStackings), "tetrahedral stackings");
        Setting.RequireCount(Fronts, 0, Most, nameof(Fronts), "fronts");
        Setting.RequireCount(Interfaces, 0, Most, nameof(Interfaces), "interfaces");
        Setting.RequireCount(GrainBoundaries, 0, Most, nameof(GrainBoundaries), "grain boundaries");
        Setting.RequireCount(Polycrystals, 0, Most, nameof(Polycrystals), "polycrystals");
        Setting.RequireCount(OtherCrystals, 0, Most, nameof(OtherCrystals), "other crystals");
        Setting.RequireCount(BetweenClasses, 0, Most, nameof(BetweenClasses), "crystals between classes");
        Setting.RequireCount(DestroyedCrystals, 0, Most, nameof(DestroyedCrystals), "destroyed crystals");
        Setting.RequireCount(OrderDomains, 0, Most, nameof(OrderDomains), "domains of order");
        Setting.RequireCount(Gases, 0, Most, nameof(Gases), "gases");
        Setting.RequireCount(RandomCrystals, 0, Most, nameof(RandomCrystals), "random crystals");
        Setting.RequireCount(RandomLayers, 0, Most, nameof(RandomLayers), "random layers");
        Setting.RequireCount(Packings, 0, Most, nameof(Packings), "packings");
        Setting.RequireCount(Simulations, 0, Most, nameof(Simulations), "simulations of each kind");
        Setting.RequireCount(Rows, 1, Most, nameof(Rows), "rows of a sample");
    }
}
