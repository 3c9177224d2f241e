namespace Arise.Dynamics;

/// <summary>Along which axes a cell follows the pressure.</summary>
internal enum CellMotion
{
    /// <summary>The cell keeps its edges.</summary>
    None,

    /// <summary>All edges by one factor, from the mean pressure.</summary>
    Isotropic,

    /// <summary>Each edge from the pressure along it.</summary>
    EachAxis,

    /// <summary>Only the edge along z.</summary>
    AlongZ,
}
