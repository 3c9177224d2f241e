namespace Arise.Reporting.Figures;

/// <summary>Lines drawn over a color to tell more categories apart than there are safe colors.</summary>
internal enum Hatch
{
    /// <summary>The plain color.</summary>
    None,

    /// <summary>Diagonals that rise to the right.</summary>
    Rising,

    /// <summary>Diagonals that fall to the right.</summary>
    Falling,

    /// <summary>Horizontal lines.</summary>
    Horizontal,
}
