using System.CommandLine;
using System.Globalization;
using Arise.Numerics;

namespace Arise.Cli;

/// <summary>Options that take one number for all axes or three for x, y and z: "4" or "1,1,16".</summary>
internal static class VectorOption
{
    /// <summary>An option without a default value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">Its help.</param>
    /// <param name="zeroAllowed">Whether a component may be zero.</param>
    public static Option<Vector3D?> Create(string name, string description, bool zeroAllowed = false) => new(name)
    {
        Description = description,
        HelpName = "N|X,Y,Z",
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            double[] values = new double[3];
            string[] parts = given.Split(',');
            bool isGood = parts.Length is 1 or 3;
            for (int axis = 0; axis < 3 && isGood; axis++)
            {
                isGood = double.TryParse(
                        parts[parts.Length == 1 ? 0 : axis], CultureInfo.InvariantCulture, out values[axis])
                    && double.IsFinite(values[axis])
                    && (values[axis] > 0 || (zeroAllowed && values[axis] == 0));
            }

            if (isGood)
                return new Vector3D(values[0], values[1], values[2]);
            argument.AddError(
                $"{name} {given}: it must be one number {(zeroAllowed ? "from 0" : "above zero")} or three with commas "
                + "between them, as in 1,1,16.");
            return null;
        },
    };
}
