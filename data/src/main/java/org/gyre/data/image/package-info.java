/// Pictures as stimuli: grey images in linear light, their files, and the filter that whitens them.
///
/// Start with [org.gyre.data.image.Photographs] (the pictures that come with the program) or
/// [org.gyre.data.image.ImageReader] (a user's PNG or JPEG file); both give a [org.gyre.data.image.GreyImage].
/// [org.gyre.data.image.ImageFolder] is a user's set of labelled colour images, a folder for each class.
/// [org.gyre.data.image.Whitening] turns luminance into the zero-mean, unit-variance contrast that drives ON and OFF
/// cells (Tanaka, Kaneko & Aoyagi 2009, section on natural images; Olshausen & Field 1997).
@NullMarked
package org.gyre.data.image;

import org.jspecify.annotations.NullMarked;
