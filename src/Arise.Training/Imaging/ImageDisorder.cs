namespace Arise.Imaging;

/// <summary>What breaks the order of a simulated sample.</summary>
internal enum ImageDisorder
{
    /// <summary>One crystal with vacancies, dopants, interstitials and small displacements.</summary>
    PointDefects,

    /// <summary>Grains of different orientation.</summary>
    Boundaries,

    /// <summary>Vacuum beside the crystal, or in a hole of it.</summary>
    Edges,

    /// <summary>Areas without order.</summary>
    AmorphousAreas,
}
