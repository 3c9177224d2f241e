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
    public int Stackings { get; init; } = 320;

    /// <summary>Random crystals, none of the classes.</summary>
    public int RandomCrystals { get; init; } = 300;

    /// <summary>Dense and loose packings without order.</summary>
    public int Packings { get; init; } = 150;

    /// <summary>Atoms of a sample that become rows.</summary>
    public int Rows { get; init; } = 40;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter is the property.</exception>
    public void Validate()
    {
        Setting.RequireCount(CrystalsPerElement, 0, Most, nameof(CrystalsPerElement), "crystals of an element");
        Setting.RequireCount(CrystalsPerCompound, 0, Most, nameof(CrystalsPerCompound), "crystals of a compound");
        Setting.RequireCount(Stackings, 0, Most, nameof(Stackings), "stackings");
        Setting.RequireCount(RandomCrystals, 0, Most, nameof(RandomCrystals), "random crystals");
        Setting.RequireCount(Packings, 0, Most, nameof(Packings), "packings");
        Setting.RequireCount(Rows, 1, Most, nameof(Rows), "rows of a sample");
    }
}
