namespace Arise.Samples;

/// <summary>All samples of molecular dynamics. One sample is one run and gives several frames.</summary>
internal static class DynamicSamples
{
    /// <summary>The kinds.</summary>
    public static IEnumerable<SampleKind> Kinds(CrystalClasses classes, AtomSampleSettings settings) =>
    [
        new DynamicLiquids(settings).Kind,
        new DynamicFronts(classes, settings).Kind,
        new DynamicCrystals(classes, settings).Kind,
        .. new DynamicSurfaces(classes, settings).Kinds,
        new DynamicFaults(classes, settings).Kind,
        new DynamicBoundaries(classes, settings).Kind,
        new DynamicCompounds(classes, settings).Kind,
    ];
}
