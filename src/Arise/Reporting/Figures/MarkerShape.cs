namespace Arise.Reporting.Figures;

/// <summary>What a point looks like, where colors alone should not tell points apart.</summary>
internal enum MarkerShape
{
    /// <summary>A filled circle.</summary>
    Disc,

    /// <summary>Two crossed lines.</summary>
    Cross,

    /// <summary>An open circle.</summary>
    Ring,

    /// <summary>A filled triangle that points down: the value lies below the axis.</summary>
    Triangle,
}
