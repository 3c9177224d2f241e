namespace Arise.Imaging;

/// <summary>Regular arrangements of columns of atoms as an image shows them.</summary>
internal enum ProjectedLattice
{
    /// <summary>Graphene: one kind of atom.</summary>
    Honeycomb,

    /// <summary>Boron nitride, molybdenum disulfide: a honeycomb of two kinds.</summary>
    BinaryHoneycomb,

    /// <summary>Close-packed rows: fcc [111], hcp [001].</summary>
    Hexagonal,

    /// <summary>fcc or bcc [001].</summary>
    Square,

    /// <summary>A cell with two different sides.</summary>
    Rectangular,

    /// <summary>A cell with two different sides and an oblique angle.</summary>
    Oblique,

    /// <summary>Corner-sharing triangles.</summary>
    Kagome,

    /// <summary>Rock salt [100]: a chessboard of two kinds.</summary>
    RockSalt,

    /// <summary>fcc [110]: a centered rectangle.</summary>
    CenteredRectangular,

    /// <summary>Zincblende [110]: pairs of columns.</summary>
    Dumbbells,

    /// <summary>Perovskite [100]: two kinds, or three with columns of anions.</summary>
    Perovskite,

    /// <summary>Squares and triangles (3.3.4.3.4), as in approximants of dodecagonal quasicrystals.</summary>
    SquareTriangle,

    /// <summary>The eightfold tiling of Ammann and Beenker: a quasicrystal.</summary>
    Quasicrystal,

    /// <summary>No order beyond the distance of neighbors.</summary>
    Amorphous,
}
