using Arise.Numerics;

namespace Arise.Defects;

/// <summary>
/// The random streams of defects: one per kind of defect and structure, so that the atoms that go missing have
/// nothing to do with how the others move.
/// </summary>
internal static class DefectRandomness
{
    /// <summary>Which atoms are missing.</summary>
    public static RandomNumbers Vacancies(ulong seed, ulong number) => new(seed, Use(0xE1, number));

    /// <summary>How atoms move independently of each other.</summary>
    public static RandomNumbers Displacements(ulong seed, ulong number) => new(seed, Use(0xE2, number));

    /// <summary>Homogeneous strain.</summary>
    public static RandomNumbers Strain(ulong seed, ulong number) => new(seed, Use(0xE3, number));

    /// <summary>Waves that move neighbors together.</summary>
    public static RandomNumbers ThermalWaves(ulong seed, ulong number) => new(seed, Use(0xE5, number));

    /// <summary>Which atoms change their species.</summary>
    public static RandomNumbers Substitutions(ulong seed, ulong number) => new(seed, Use(0xE6, number));

    // The upper byte is the use; the streams of training and dropout have zero there.
    private static ulong Use(ulong use, ulong number) => (use << 56) | (number & 0x00FF_FFFF_FFFF_FFFF);
}
